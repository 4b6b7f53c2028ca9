//! Servers that cannot be trusted, and hosts that do not exist: nothing is sent, and nobody is
//! told to try again.

use super::given::{client, find};
#[cfg(feature = "reqwest")]
use super::server::run;
use super::server::{PATIENT, SUCCESS, Server};
#[cfg(feature = "reqwest")]
use crate::runtime::Reqwest;
#[cfg(feature = "ureq")]
use crate::runtime::Ureq;
use crate::runtime::{CallResult, Error, Reached, Remedy, TransportFault};
use crate::vendor::Find;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};
use rustls::{ServerConfig, ServerConnection, Stream};
use std::sync::Arc;

const AUTHORITY: &[u8] = include_bytes!("../tls/authority.pem");
const GOOD: &[u8] = include_bytes!("../tls/good.pem");
const OTHER_HOST: &[u8] = include_bytes!("../tls/other-host.pem");
const EXPIRED: &[u8] = include_bytes!("../tls/expired.pem");
const SELF_SIGNED: &[u8] = include_bytes!("../tls/self-signed.pem");
const KEY: &[u8] = include_bytes!("../tls/server-private.pem");

/// A server that has this certificate.
fn server(certificate: &[u8]) -> Server {
    let chain = vec![CertificateDer::from_pem_slice(certificate).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let config = Arc::new(config);
    Server::start(move |mut peer| {
        let mut connection = ServerConnection::new(Arc::clone(&config)).ok()?;
        let mut inner = peer.through(|stream| Stream::new(&mut connection, stream));
        inner.receive()?;
        inner.answer("200 OK", SUCCESS)
    })
}

/// One call with each transport, which trusts the authority or else what the system trusts.
fn calls(url: &str, authority: Option<&[u8]>) -> Vec<CallResult<Find>> {
    vec![
        #[cfg(feature = "reqwest")]
        {
            let authority =
                authority.map(|pem| ::reqwest::Certificate::from_pem(pem).unwrap());
            let transport = Reqwest::customized(|builder| match authority {
                None => builder,
                Some(certificate) => builder.tls_certs_only([certificate]),
            });
            let client = client(url, transport.unwrap(), PATIENT);
            run(client.call(find()).into_future())
        },
        #[cfg(feature = "ureq")]
        {
            use ::ureq::tls::{Certificate, RootCerts, TlsConfig};
            let transport = Ureq::customized(|builder| match authority {
                None => builder,
                Some(pem) => {
                    let provider = rustls::crypto::aws_lc_rs::default_provider();
                    let roots = [Certificate::from_pem(pem).unwrap()];
                    let tls = TlsConfig::builder()
                        .root_certs(RootCerts::new_with_certs(&roots))
                        .unversioned_rustls_crypto_provider(Arc::new(provider));
                    builder.tls_config(tls.build())
                }
            });
            client(url, transport, PATIENT).call(find()).send()
        },
    ]
}

/// That nothing was sent, and that it will not be otherwise by itself.
fn lasts(calls: Vec<CallResult<Find>>, fault: TransportFault) {
    for result in calls {
        let error = result.err().unwrap();
        let told = (error.reached(), error.remedy());
        assert_eq!(told, (Reached::No, Remedy::FixSetup), "{error} {error:?}");
        match error {
            Error::Transport(unanswered) => {
                assert_eq!(unanswered.fault(), fault, "{unanswered:?}");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_server_that_is_what_it_says_is_trusted() {
    for result in calls(&server(GOOD).url("https"), Some(AUTHORITY)) {
        assert!(result.is_ok(), "{result:?}");
    }
}

#[test]
fn a_certificate_that_is_not_accepted_is_a_fault_of_its_own() {
    for certificate in [OTHER_HOST, EXPIRED, SELF_SIGNED] {
        let calls = calls(&server(certificate).url("https"), Some(AUTHORITY));
        lasts(calls, TransportFault::Certificate);
    }
    // What the system trusts has never heard of the authority.
    for certificate in [GOOD, SELF_SIGNED] {
        lasts(
            calls(&server(certificate).url("https"), None),
            TransportFault::Certificate,
        );
    }
}

#[test]
fn a_host_that_does_not_exist_is_a_fault_of_its_own() {
    for host in ["no-such-host.invalid", "a..b", "-"] {
        lasts(calls(&format!("https://{host}"), None), TransportFault::UnknownHost);
    }
}

#[test]
fn no_common_tls_is_a_fault_of_its_own() {
    // A server that does not speak TLS, and one that refuses what the client offers.
    let plain = Server::start(|mut peer| peer.answer("400 Bad Request", "planted"));
    let refusing = Server::start(|mut peer| {
        peer.send(b"\x15\x03\x03\x00\x02\x02\x28")?;
        peer.wait()
    });
    for server in [plain, refusing] {
        lasts(calls(&server.url("https"), None), TransportFault::Tls);
    }
}
