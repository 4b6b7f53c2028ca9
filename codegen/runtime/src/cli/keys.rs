//! The encryption keys of the command line.

#[cfg(feature = "gateway")]
use super::super::clock::unix_seconds;
use super::super::description::Description;
use super::super::fake::{Credentials, armored};
use super::super::{
    CryptoKey, CryptoKeys, Encryption, KeyError, KeyFault, KeyPart, file, key_file, pem,
};
use super::arguments::ENCRYPTION;
use super::problem::Problem;
use super::serve::IssuedKeys;
use super::settings::{KeySettings, Settings};
use super::terminal::Terminal;
use super::variables::{KEY, SECOND_KEY, variable};
use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::KeyPair as _;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;
#[cfg(feature = "gateway")]
use std::time::SystemTime;
use zeroize::Zeroizing;

impl KeySettings for Settings<'_> {
    fn keys(
        &self,
        operations: &[Description],
        terminal: &Terminal<'_>,
    ) -> Result<Option<CryptoKeys>, Vec<Problem>> {
        if self.vendor.protocol.encryption.is_none() {
            return Ok(None);
        }
        let second = self.together(SECOND_KEY, false, terminal)?;
        let stated = self.matches.try_get_one::<String>(ENCRYPTION).ok().flatten();
        let is_stated = stated.is_some_and(|stated| stated == "yes");
        let is_encrypted = operations.iter().any(|it| match it.spec.request_encrypted {
            Some(documented) => documented == Encryption::Yes,
            None => is_stated,
        });
        let is_needed = is_encrypted || second.is_some();
        let key = self.together(KEY, is_needed, terminal)?;
        let Some([id, server, client]) = key else { return Ok(None) };
        let keys = CryptoKeys::new(self.key([&id, &server, &client], KEY)?);
        let Some([id, client]) = second else { return Ok(Some(keys)) };
        // Nothing is encrypted with the second key, so any server key will do.
        let [id_name, client_name] = SECOND_KEY;
        let [_, server_name, _] = KEY;
        let names = [id_name, server_name, client_name];
        let second = self.key([&id, &server, &client], names)?;
        Ok(Some(keys.with_previous(second)))
    }

    fn sealing(&self, terminal: &Terminal<'_>) -> Result<Option<CryptoKeys>, Problem> {
        let [.., (name, what)] = KEY;
        let Some(path) = self.named(name, terminal) else { return Ok(None) };
        let name = variable(self.vendor, name);
        let pem = file::read(Path::new(&*path));
        let pem = pem.map_err(|fault| Problem::new(&name, what, fault))?;
        let key = sealing_for(&pem);
        key.map(|it| Some(it.into())).map_err(|error| Problem::new(&name, what, error))
    }
}

/// Whether the active key can encrypt now: certificates expire.
#[cfg(feature = "gateway")]
pub(super) fn are_usable(keys: &CryptoKeys) -> bool {
    keys.active().valid_at(unix_seconds(SystemTime::now())).is_ok()
}

impl Settings<'_> {
    /// The values of settings that must be set together; `None` if none is set and none is
    /// required.
    fn together<const N: usize>(
        &self,
        names: [(&str, &str); N],
        is_needed: bool,
        terminal: &Terminal<'_>,
    ) -> Result<Option<[Zeroizing<String>; N]>, Vec<Problem>> {
        let (mut given, mut missing) = (Vec::new(), Vec::new());
        for (name, what) in names {
            match self.named(name, terminal) {
                Some(value) => given.push(value),
                None => missing.push(self.missing(name, what)),
            }
        }
        match given.try_into() {
            Ok(given) => Ok(Some(given)),
            Err(given) if given.is_empty() && !is_needed => Ok(None),
            Err(_) => Err(missing),
        }
    }

    /// Reads the key of an id, a server's and a client's file, from the settings with these
    /// names.
    fn key(
        &self,
        [id, server, client]: [&str; 3],
        names: [(&str, &str); 3],
    ) -> Result<CryptoKey, Vec<Problem>> {
        CryptoKey::from_files(id, server, client).map_err(|error| {
            let [(id, _), (server, _), (client, _)] = names;
            let name = match error.part {
                KeyPart::Id => id,
                KeyPart::Server => server,
                KeyPart::Client => client,
            };
            vec![Problem::new(&variable(self.vendor, name), "encryption key", error)]
        })
    }
}

/// The key with which the vendor encrypts what the owner of a private key is to read.
///
/// # Errors
///
/// Returns what is wrong with the private key.
fn sealing_for(client: &[u8]) -> Result<CryptoKey, KeyError> {
    let fault = |fault| KeyError::of(KeyPart::Client, fault);
    let blocks = pem::blocks(client).map_err(fault)?;
    let private = key_file::private(&blocks).map_err(fault)?;
    let public = KeyPair::from_der(private).ok();
    let public = public.and_then(|key| key.public_key().as_der().ok());
    let public: PublicKeyX509Der<'_> =
        public.ok_or_else(|| fault(KeyFault::Inconsistent))?;
    CryptoKey::from_pem("callback", armored("PUBLIC KEY", public.as_ref()), client)
}

impl IssuedKeys for Credentials {
    fn write(&self, folder: &Path) -> io::Result<Vec<(&'static str, String)>> {
        let server = folder.join("server-public-key.pem");
        let client = folder.join("client-private-key.pem");
        write(&server, self.server_public_key())?;
        write(&client, self.client_private_key())?;
        Ok(vec![
            ("crypto-key-id", self.key_id().to_owned()),
            ("server-cert", server.display().to_string()),
            ("client-key", client.display().to_string()),
        ])
    }
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
