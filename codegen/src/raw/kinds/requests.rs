//! The kinds of changes from the vendor to the fields of requests.

/// Adds them to the kinds that `$next` declares.
macro_rules! kinds_of_requests {
    ($next:ident $($kinds:tt)*) => {
        $next! { $($kinds)*
    C101 "the client crate has another name",
        "The id of the service names the crate. It concerns everybody who depends on it.",
        "service, crate: paper-boat → paper-ship";
    C102 "an environment is new whose address callers give",
        "Until now they could give any address; now they give it to this environment. It concerns \
         callers who gave one.",
        "environments.harbour, added";
    C103 "an environment is new",
        "There is one more to choose from. It concerns nobody who does not choose it.",
        "environments.live, added: https://paper-boat.example";
    C104 "an environment is gone",
        "It concerns deployed clients that call it, and callers who name it.",
        "environments.test, removed: https://test.paper-boat.example";
    C105 "an environment has another name",
        "It concerns callers who name it; it is called at the same address.",
        "environments.production, renamed: live → production";
    C106 "an environment has another address",
        "It concerns deployed clients that call it. Callers do not name the address.",
        "environments.test, base_url: https://a.example → https://b.example";
    C107 "the address of an environment is known",
        "Until now callers gave it. It concerns those who name the environment.",
        "environments.live, base_url: nothing → https://paper-boat.example";
    C108 "the address of an environment is no longer known",
        "Callers have to give it. It concerns those who name the environment.",
        "environments.test, base_url: https://test.paper-boat.example → nothing";
    C109 "an environment has one more host",
        "The operations that have it are told by themselves.",
        "environments.test, hosts: nothing → till at https://till.paper-boat.example";
    C111 "requests are signed",
        "Until now they were not. It concerns every deployed client, and all who build one.",
        "signing, added: X-Boat-Seal";
    C112 "requests are no longer signed",
        "It concerns every deployed client, and all who give the key to its builder.",
        "signing, removed: X-Boat-Seal";
    C113 "requests are signed otherwise",
        "Another algorithm, header, key or recipe. It concerns every deployed client; the code of \
         callers gives the same key.",
        "signing, algorithm: hmac-sha256 → hmac-sha512";
    C114 "the local times of requests have another offset from UTC",
        "It concerns deployed clients, unless their callers give the offset themselves.",
        "service, utc_offset: +00:00 → +09:00";
    C115 "the offset of local times is known",
        "Until now callers had to give it. It concerns deployed clients whose callers gave another \
         one.",
        "service, utc_offset: unknown → +09:00";
    C116 "the offset of local times is not known",
        "Building a client is refused until it is given. It concerns all callers.",
        "service, utc_offset: +09:00 → unknown";
    C121 "bodies can be encrypted",
        "It concerns the operations that ask for it, which are told by themselves.",
        "encryption, added: jwe-compact";
    C122 "encryption is no longer documented",
        "It concerns deployed clients that encrypt, and callers who give the keys.",
        "encryption, removed: jwe-compact";
    C123 "bodies are encrypted otherwise",
        "Another format, key management, field or header. It concerns deployed clients that  encrypt.",
        "encryption, key_management: RSA-OAEP-256 → ECDH-ES";
    C124 "the encryption of contents that are sent is another one",
        "It concerns deployed clients that encrypt.", "encryption, content_sent: A128GCM → A256GCM";
    C125 "answers may be encrypted in more ways",
        "It concerns deployed clients that read encrypted answers.",
        "encryption, content_accepted: A128GCM → A128GCM, A256GCM";
    C126 "answers are encrypted in fewer ways",
        "Deployed clients read more than is sent. Callers see nothing of it.",
        "encryption, content_accepted: A128GCM, A256GCM → A128GCM";
    C127 "answers are encrypted in other ways alone",
        "It concerns deployed clients that read encrypted answers.",
        "encryption, content_accepted: A128GCM → A256GCM";
    C131 "the result stands elsewhere in an answer",
        "Another field, code of success or status. It concerns every deployed client.",
        "envelope, code: code → resultCode";
    C132 "result codes have another form",
        "It concerns deployed clients that get a code which the old form does not fit.",
        "envelope, code_form: digits4 → digits6";
    C133 "the message of a result stands elsewhere",
        "It concerns what deployed clients show of an answer.", "envelope, message: message → text";
    C134 "an answer has another charset",
        "It concerns deployed clients that get texts with other characters than those of ASCII.",
        "response, charset: utf-8 → euc-kr";
    C135 "how long to wait stands in another header",
        "It concerns what deployed clients advise after too many requests.",
        "service, retry_after: X-Boat-Wait → X-Boat-Pause";
    C141 "a module has another name",
        "A subject has another id. It concerns callers who write the path of its types.",
        "subjects.payment, renamed: money → payment";
    C142 "a module is gone",
        "No operation has the subject. It concerns callers who write the path of its types.",
        "subjects.money, removed: Money";
    C143 "a subject is new",
        "It concerns nobody until operations move to it.", "subjects.money, added: Money";
    C144 "an operation is about another subject",
        "Its types stand in another module. It concerns callers who write their path.",
        "operation, subject: unsorted → money";
    C201 "a header set is new",
        "It concerns nobody until an operation takes it.", "header_sets.answer, added: X-Boat-Call";
    C202 "a header set has another name",
        "It concerns callers who name its constant.", "header_sets.reply, renamed: answer → reply";
    C203 "a header set is gone",
        "It concerns callers who name its constant.", "header_sets.answer, removed: X-Boat-Call";
    C204 "a header has to be sent",
        "It is new or was not required. It concerns deployed clients, which may lack it, and all who \
         build a client where its value is configured.",
        "header_sets.request.X-Boat-Zone, added: required, from configuration";
    C205 "a header is new",
        "Nobody has to send it, and answers need not have it. It concerns callers who want it.",
        "header_sets.request.X-Boat-Note, added: optional, from configuration";
    C206 "a header is gone",
        "It concerns deployed clients that send or require it, and callers who name its type.",
        "header_sets.request.X-Boat-Note, removed: optional, from configuration";
    C207 "a header that is sent has another name",
        "It concerns deployed clients; callers give the same value.",
        "header_sets.request.X-Boat-Remark, renamed: X-Boat-Note → X-Boat-Remark";
    C208 "a header of answers has another name",
        "It concerns deployed clients that read it.",
        "header_sets.answer.X-Boat-Number, renamed: X-Boat-Call → X-Boat-Number";
    C209 "a header may be left out",
        "It concerns callers, who need not give its value.",
        "header_sets.request.X-Boat-Zone, need: required → optional";
    C210 "a header is needed in other cases",
        "It concerns callers who decide whether to give its value.",
        "header_sets.request.X-Boat-Key, need: required → conditional";
    C211 "a header's value is no longer the caller's",
        "The client makes it. It concerns callers who give it to the client's builder.",
        "header_sets.request.X-Boat-Call, from: configuration → call";
    C212 "a header's value is the caller's",
        "The client no longer makes it. It concerns all who build a client.",
        "header_sets.request.X-Boat-Call, from: call → configuration";
    C213 "a header's value is made otherwise",
        "It concerns deployed clients; callers give nothing for it.",
        "header_sets.request.X-Boat-Seal, from: call → signing";
    C214 "a header of answers is checked",
        "It concerns callers: an answer without it, or with another value, is no success.",
        "header_sets.answer.X-Boat-Call, need: optional → required";
    C215 "a header of answers is no longer checked",
        "It concerns deployed clients, which go on requiring it.",
        "header_sets.answer.X-Boat-Call, need: required → optional";
    C216 "a header of answers is no longer read",
        "It concerns callers who read it.",
        "header_sets.answer.X-Boat-Call, removed: read from answers";
    C217 "answers cannot be held against their request any more",
        "It concerns callers who name the door past that check.",
        "header_sets, checked answers: yes → no";
    C218 "answers are held against their request",
        "It concerns callers who want the door past that check.",
        "header_sets, checked answers: no → yes";
    C219 "a header of answers has a value of the vendor's own",
        "It concerns deployed clients, which require the value of the request.",
        "header_sets.answer.X-Boat-Call, echo: the value of X-Boat-Call in the request → nothing";
    C220 "a header's value is given for each call, or no longer is",
        "It concerns callers, who give it with each request, or no longer do.",
        "header_sets.request.X-Port, from: configuration → caller";
    C221 "a credential is written otherwise",
        "It concerns deployed clients, which write it in the old way, and callers who gave it so.",
        "header_sets.request.X-Pass, scheme: nothing → bearer";
    C222 "the client's token is fetched otherwise",
        "It concerns deployed clients, which fetch it in the old way.",
        "token, field: access_token → data.access_token";
    C223 "the client fetches its token",
        "Until now callers gave it, who may go on doing so.",
        "token, added: issue-pass";
    C224 "the client fetches no token any more",
        "It concerns deployed clients that fetch it, and callers, who have to give one.",
        "token, removed: issue-pass";
    C301 "an operation is new",
        "It concerns callers who want it.", "operation, added: POST /v1/passages";
    C302 "an operation is gone",
        "It concerns deployed clients and callers that call it.",
        "operation, removed: POST /v1/passages";
    C303 "an operation has another name",
        "It concerns callers, who name its types and its method; it is called as before.",
        "operation, renamed: find-port → look-up-port";
    C304 "an operation is called by another method or path",
        "It concerns deployed clients that call it. Callers write neither.",
        "operation, path: /v1/ports → /v2/ports";
    C305 "a call may be repeated otherwise",
        "It concerns deployed clients and whoever follows their advice.",
        "operation, repeat: safe → unsafe";
    C306 "a request is encrypted",
        "Until now it was not. It concerns deployed clients and callers that call it.",
        "request, encrypted: no → yes";
    C307 "a request is no longer encrypted",
        "It concerns deployed clients that call it.", "request, encrypted: yes → no";
    C308 "an operation takes other headers",
        "It concerns deployed clients, which lack one that is required now.",
        "request, headers: plain → signed";
    C309 "an operation takes fewer headers",
        "It concerns deployed clients, which send those that are gone.",
        "request, headers: signed → plain";
    C310 "an answer is encrypted otherwise",
        "It is encrypted, or no longer is. It concerns deployed clients that read it.",
        "response, encrypted: no → yes";
    C311 "a call must not be repeated any more",
        "It concerns deployed clients and whoever follows their advice: what is repeated is done twice.",
        "operation, repeat: safe → unsafe";
    C312 "it is no longer known whether a call may be repeated",
        "It concerns deployed clients and whoever follows their advice.",
        "operation, repeat: safe → unknown";
    C313 "a header that an operation takes has another rule",
        "It concerns deployed clients with a value that is refused now.",
        "operation, headers: plain → short";
    C320 "callers state whether a body is encrypted, or no longer do",
        "No page shows it, or one does now. It concerns callers who build the request.",
        "request, encrypted: unknown → yes";
    C330 "a body is encoded otherwise",
        "It concerns deployed clients, which send the old encoding; callers give the fields as before.",
        "request, body: json → form";
    C331 "an operation has another host",
        "It concerns deployed clients, which call the old one; callers notice nothing.",
        "operation, host: nothing → token";
    C340 "a callback is new",
        "It concerns callers who want to receive it.", "callback, added: POST berth-changed";
    C341 "a callback is gone",
        "It concerns callers who name its type. Whether the vendor still sends it is not known.",
        "callback, removed: POST berth-changed";
    C342 "a callback has another name",
        "It concerns callers who name its type; it is received as before.",
        "callback, renamed: berth-changed → berth-moved";
    C343 "callbacks are signed otherwise",
        "It concerns deployed clients, which refuse what is signed in the new way.",
        "callbacks.signing, header: X-Boat-Seal → X-Boat-Proof";
    C344 "whether a callback is signed is said otherwise",
        "What is signed is verified, and what is not is taken without proof of its sender. It \
         concerns callers, who receive it in another way, and deployed clients, which verify or do \
         not.",
        "callback, signed: unknown → yes";
    C345 "the age of callbacks is limited otherwise",
        "It concerns deployed clients, which refuse what is older than the limit that they know, or \
         find no time.",
        "callbacks.age, seconds: 300 → 600";
    C346 "callbacks are sent or answered otherwise",
        "The method, or the answer that the vendor takes for \"received\". It concerns deployed \
         clients and servers of callers.",
        "callbacks.answer, http: 200 → 204";
    C347 "another field tells repeated deliveries of a callback",
        "It concerns deployed clients, and callers who go by `event_key`.",
        "callback, event: eventNo → deliveryNo";
    C350 "an answer may have other media types",
        "It concerns deployed clients, which take a text or a file with a media type that they do not \
         know for an undocumented answer.",
        "response, media_types: application/pdf → application/pdf; image/png";
    C351 "an answer has fewer media types",
        "It concerns callers who get another one after all: it is an undocumented answer.",
        "response, media_types: nothing → application/pdf";
    C360 "the body of a callback is encoded otherwise",
        "It concerns deployed clients, which cannot read it; callers read the fields as before.",
        "callback, body: json → form";
    C361 "a callback is encrypted, or no longer is",
        "It concerns deployed clients, which refuse it, and callers: a receiver of what is encrypted \
         needs keys.",
        "callback, encrypted: no → yes";
    C362 "a credential is signed alone, or sent as a header too",
        "It concerns deployed clients, which send the header or do not; callers give it as before.",
        "asking.X-Boat-Key, only_signed: yes → no";
    C363 "requests are signed with another kind of key",
        "An RSA private key in PEM, or a text. It concerns deployed clients, which sign in the old way, \
         and callers, who have to give another key.",
        "signing, algorithm: hmac-sha256 → rsa-sha256";
    C370 "null is a value of a field",
        "The page says what null does, as to clear what is stored. It concerns callers who want it, \
         and callers of `new` where the field is required.",
        "request.remark, nullable: false → true";
    C371 "null is no longer a value of a field",
        "It concerns deployed clients that send null, and callers who give it.",
        "request.remark, nullable: true → false";
    C372 "an object is one of several shapes, or no longer is",
        "It concerns deployed clients that send or read what has none of the shapes, and callers, \
         who give or read an enum, or no longer do.",
        "request.method, one of several shapes: no → yes";
    C373 "an object that is sent has one more shape",
        "It concerns callers who want it.", "request.method.points, added: type: \"POINTS\"";
    C374 "an object that is sent has one shape less",
        "It concerns deployed clients that send it, the more so where its sign tells another shape \
         now, and callers who give it.",
        "request.method.points, removed: type: \"POINTS\"";
    C375 "a shape that is sent is told otherwise",
        "By another field, or another value of it. It concerns deployed clients that send it, the \
         more so where its old sign tells another shape now.",
        "request.method.card, told by: type: \"CARD\" → type: \"card\"";
    C376 "the variant of a shape has another name",
        "It concerns callers who name it; what is on the wire is the same.",
        "request.method.card, Rust name: card → credit_card";
    C377 "an object that is read has one more shape",
        "Deployed clients read it as an undocumented one, with its JSON. It concerns callers who \
         want it.",
        "response.method.points, added: type: \"POINTS\"";
    C378 "an object that is read has one shape less",
        "It concerns callers who look for it, and deployed clients where its sign tells another \
         shape now.",
        "response.method.points, removed: type: \"POINTS\"";
    C379 "a shape that is read is told otherwise",
        "By another field, or another value of it. Deployed clients read it as an undocumented one, \
         and take what has the old sign for it.",
        "response.method.card, told by: type: \"CARD\" → type: \"card\"";
    C401 "a required field is new",
        "It concerns deployed clients, which do not send it, and callers, who have to give it.",
        "request.language, added: required, text (at most 5 characters)";
    C402 "a conditional field is new",
        "It concerns deployed clients and callers where the condition asks for it.",
        "request.language, added: conditional, text (at most 5 characters)";
    C403 "an optional field is new",
        "It concerns callers who want it.",
        "request.language, added: optional, text (at most 5 characters)";
    C404 "a field is gone",
        "It concerns deployed clients that send it, and callers who give it.",
        "request.meal, removed: optional, boolean (Y/N)";
    C405 "a field has another name",
        "It concerns deployed clients that send it.", "request.beds, renamed: berths → beds";
    C406 "a method of a builder has another name",
        "It concerns callers who give the field; what is sent is the same.",
        "request.berths, Rust name: berths → beds";
    C407 "a parameter of a path has another name",
        "It is sent by its place. It concerns readers of the documentation.",
        "request.name, renamed: port → name";
    C408 "required fields stand in another order",
        "It concerns callers of `new`, which takes the values in this order.",
        "request, order of fields: name, date → date, name";
    C409 "a field is required",
        "It was not. It concerns deployed clients that leave it out, and callers who do.",
        "request.remark, need: optional → required";
    C410 "a field is conditional",
        "It was optional. It concerns whoever leaves it out where the condition asks for it.",
        "request.remark, need: optional → conditional";
    C411 "a field is no longer required",
        "It concerns callers of `new`, which no longer takes it.",
        "request.berths, need: required → optional";
    C412 "a field is no longer conditional",
        "It may always be left out. It concerns callers who want to.",
        "request.remark, need: conditional → optional";
    C413 "a field has one value, or many",
        "It had many, or one. It concerns deployed clients and callers that send it.",
        "request.labels, array: yes → no";
    C414 "a field is sent in another place",
        "It concerns deployed clients that send it; callers give it as before.",
        "request.words, in: query → body";
    C415 "a field has another default",
        "It concerns whoever leaves the field out.", "request.meal, default: N → Y";
    C416 "fields without a name are other ones",
        "What a page lists without a name no client sends or reads.",
        "request, fields without a name: nothing → behind remark, string";
    C417 "required fields of one type stand in another order",
        "It concerns callers of `new`, whose code compiles and means something else.",
        "request, order of fields: from, to → to, from";
    C420 "undocumented fields can be given",
        "The documentation is known only in part. It concerns callers who know more.",
        "request, known: whole → part";
    C421 "undocumented fields cannot be given any more",
        "The documentation is known whole. It concerns callers who give such fields.",
        "request, known: part → whole";
    C422 "a list is written otherwise",
        "It concerns deployed clients that send it in a query or a form; callers give it as before.",
        "request.states, list_style: repeated → brackets";
    C423 "a value is the idempotency key, or no longer is",
        "It concerns callers who give it, and deployed clients whose requests are repeated.",
        "request.Idempotency-Key, idempotency: false → true";
    C424 "a field's value is made for each call, or no longer is",
        "It concerns callers of `new`, which no longer takes it, or does; what is sent has the same form.",
        "request.sentAt, from: caller → call";
    C425 "a field's value is configured, or no longer is",
        "It concerns callers, who give it when they build a client and not with each request, or the other way round.",
        "request.clientSecret, from: caller → configuration";
    C430 "a field is no longer asked for",
        "It has one value, which the client sends by itself. It concerns callers who give it.",
        "request.method, constant: nothing → \"Card\"";
    C431 "a field is asked for",
        "It has more values than the one that the client sent by itself. It concerns callers.",
        "request.method, constant: \"Card\" → nothing";
    C432 "a field that is not asked for has another value",
        "It concerns deployed clients, which send the old one.",
        "request.method, constant: \"Card\" → \"Bank\"";
        }
    };
}
