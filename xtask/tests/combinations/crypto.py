"""RSA, AES-GCM and JWE, written from their standards."""

import base64
import functools
import hashlib
import hmac
import json
import random

# The prefix of a SHA-256 in EMSA-PKCS1-v1_5 (RFC 8017, 9.2).
SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")
# The object identifier of RSA, with no parameters.
RSA = bytes.fromhex("300d06092a864886f70d0101010500")
SMALL = [3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97]


class Key:
    """A private key of 2048 bits, invented."""

    def __init__(self, seed):
        drawn = random.Random(seed)
        p, q = prime(drawn), prime(drawn)
        self.n, self.e, self.d = p * q, 65537, pow(65537, -1, (p - 1) * (q - 1))
        self.parts = [0, self.n, self.e, self.d, p, q, self.d % (p - 1), self.d % (q - 1), pow(q, -1, p)]
        self.size = (self.n.bit_length() + 7) // 8

    def private(self, kind="PRIVATE KEY"):
        """As a PEM file: PKCS #8, or PKCS #1 with the kind `RSA PRIVATE KEY`."""
        inner = sequence(*map(integer, self.parts))
        if kind == "PRIVATE KEY":
            inner = sequence(integer(0), RSA, tagged(4, inner))
        return pem(kind, inner)

    def public(self):
        inner = sequence(integer(self.n), integer(self.e))
        return pem("PUBLIC KEY", sequence(RSA, tagged(3, b"\0" + inner)))

    def padded(self, message):
        told = SHA256 + hashlib.sha256(message).digest()
        return b"\0\1" + b"\xff" * (self.size - len(told) - 3) + b"\0" + told

    def sign(self, message):
        """RSASSA-PKCS1-v1_5 with SHA-256."""
        number = pow(int.from_bytes(self.padded(message), "big"), self.d, self.n)
        return number.to_bytes(self.size, "big")

    def verifies(self, message, signature):
        """RSASSA-PKCS1-v1_5 with SHA-256."""
        number = pow(int.from_bytes(signature, "big"), self.e, self.n)
        return len(signature) == self.size and number.to_bytes(self.size, "big") == self.padded(message)

    def wrap(self, secret, seed):
        """RSAES-OAEP with SHA-256."""
        empty = hashlib.sha256(b"").digest()
        block = empty + b"\0" * (self.size - len(secret) - 66) + b"\1" + secret
        block = mixed(block, mask(seed, len(block)))
        padded = b"\0" + mixed(seed, mask(block, 32)) + block
        return pow(int.from_bytes(padded, "big"), self.e, self.n).to_bytes(self.size, "big")

    def unwrap(self, wrapped):
        padded = pow(int.from_bytes(wrapped, "big"), self.d, self.n).to_bytes(self.size, "big")
        seed, block = padded[1:33], padded[33:]
        block = mixed(block, mask(mixed(seed, mask(block, 32)), len(block)))
        empty, rest = block[:32], block[32:].lstrip(b"\0")
        assert padded[0] == 0 and empty == hashlib.sha256(b"").digest() and rest[0] == 1
        return rest[1:]

    def seal(self, plain, content, drawn):
        """A compact JWE for the owner of this key."""
        head = url(json.dumps({"alg": "RSA-OAEP-256", "enc": content}).encode())
        secret, nonce = drawn.randbytes(int(content[1:4]) // 8), drawn.randbytes(12)
        sealed, tag = gcm(secret, nonce, plain, head.encode())
        wrapped = self.wrap(secret, drawn.randbytes(32))
        return ".".join([head, *map(url, [wrapped, nonce, sealed, tag])])

    def open(self, text, *accepted):
        """What is in a compact JWE for the owner of this key."""
        head, *rest = text.split(".")
        wrapped, nonce, sealed, tag = map(unurl, rest)
        told = json.loads(unurl(head))
        assert set(told) == {"alg", "enc"} and told["alg"] == "RSA-OAEP-256", told
        assert told["enc"] in accepted, told
        secret = self.unwrap(wrapped)
        assert len(secret) == int(told["enc"][1:4]) // 8
        plain, _ = gcm(secret, nonce, sealed, head.encode())
        assert hmac.compare_digest(tag, gcm(secret, nonce, plain, head.encode())[1]), "another tag"
        return plain


@functools.cache
def key(name):
    """The key of a name, which is the same in each run."""
    return Key(f"invented {name}")


def prime(drawn):
    """A prime of 1024 bits, of which the first two are set."""
    while True:
        it = drawn.getrandbits(1024) | 3 << 1022 | 1
        if all(it % small for small in SMALL) and it % 65537 != 1 and is_prime(it, drawn):
            return it


def is_prime(it, drawn):
    """Miller and Rabin."""
    odd = it - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    for _ in range(8):
        power = pow(drawn.randrange(2, it - 1), odd, it)
        if power in (1, it - 1):
            continue
        for _ in range(twos - 1):
            power = pow(power, 2, it)
            if power == it - 1:
                break
        else:
            return False
    return True


def tagged(tag, content):
    length = len(content)
    many = length.to_bytes((length.bit_length() + 7) // 8, "big")
    head = bytes([length]) if length < 128 else bytes([0x80 | len(many)]) + many
    return bytes([tag]) + head + content


def integer(number):
    return tagged(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def sequence(*items):
    return tagged(0x30, b"".join(items))


def pem(kind, content):
    text = base64.b64encode(content).decode()
    lines = [text[at:at + 64] for at in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""])


def mask(seed, length):
    """MGF1 with SHA-256."""
    count = range((length + 31) // 32)
    return b"".join(hashlib.sha256(seed + it.to_bytes(4, "big")).digest() for it in count)[:length]


def mixed(one, other):
    return bytes(a ^ b for a, b in zip(one, other))


def url(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def unurl(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def doubled(it):
    return (it << 1 ^ 0x11B if it & 0x80 else it << 1) & 0xFF


def boxed():
    """The S-box of AES: the inverse in its field, and an affine map of that."""
    box, p, q = [0x63] * 256, 1, 1
    while True:
        p ^= doubled(p)
        for shift in (1, 2, 4):
            q ^= q << shift & 0xFF
        if q & 0x80:
            q ^= 0x09
        turned = [q << shift & 0xFF | q >> (8 - shift) for shift in range(1, 5)]
        box[p] = q ^ turned[0] ^ turned[1] ^ turned[2] ^ turned[3] ^ 0x63
        if p == 1:
            return box


BOX = boxed()


def rounds(secret):
    """The keys of all rounds, of four words each."""
    words, count = [list(secret[at:at + 4]) for at in range(0, len(secret), 4)], len(secret) // 4
    factor = 1
    for at in range(count, 4 * (count + 7)):
        word = list(words[-1])
        if at % count == 0:
            word = [BOX[it] for it in word[1:] + word[:1]]
            word[0] ^= factor
            factor = doubled(factor)
        elif count > 6 and at % count == 4:
            word = [BOX[it] for it in word]
        words.append([a ^ b for a, b in zip(words[at - count], word)])
    return [sum(words[at:at + 4], []) for at in range(0, len(words), 4)]


def block(keys, plain):
    """One block, encrypted by AES."""
    state = mixed(plain, keys[0])
    for number, of_round in enumerate(keys[1:], 2):
        state = [BOX[state[(at + 4 * (at % 4)) % 16]] for at in range(16)]
        if number < len(keys):
            columns = [state[at:at + 4] for at in range(0, 16, 4)]
            state = [doubled(it[row]) ^ doubled(it[(row + 1) % 4]) ^ it[(row + 1) % 4]
                     ^ it[(row + 2) % 4] ^ it[(row + 3) % 4] for it in columns for row in range(4)]
        state = mixed(state, of_round)
    return bytes(state)


def times(one, other):
    """The product in the field of GCM."""
    product = 0
    for at in range(127, -1, -1):
        if one >> at & 1:
            product ^= other
        other = other >> 1 ^ (0xE1 << 120 if other & 1 else 0)
    return product


def gcm(secret, nonce, text, beside):
    """The text, encrypted or decrypted, and the tag of it as the encrypted one."""
    keys = rounds(secret)
    stream = b"".join(block(keys, nonce + (at + 2).to_bytes(4, "big"))
                      for at in range((len(text) + 15) // 16))
    other = mixed(text, stream)
    subkey, total = int.from_bytes(block(keys, bytes(16)), "big"), 0
    padded = [it + b"\0" * (-len(it) % 16) for it in (beside, other)]
    lengths = (len(beside) * 8).to_bytes(8, "big") + (len(other) * 8).to_bytes(8, "big")
    hashed = b"".join(padded) + lengths
    for at in range(0, len(hashed), 16):
        total = times(total ^ int.from_bytes(hashed[at:at + 16], "big"), subkey)
    first = block(keys, nonce + (1).to_bytes(4, "big"))
    return other, mixed(total.to_bytes(16, "big"), first)
