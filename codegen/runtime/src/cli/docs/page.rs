//! The files of the page, which tell nothing by themselves: they show what is fetched with the
//! token.

use super::super::super::serving::content;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, header};

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

const HTML: &str = include_str!("page/index.html");

/// Their paths and texts.
const FILES: &[(&str, &str)] = &[
    ("/", HTML),
    ("/decisions.js", include_str!("page/decisions.js")),
    ("/dom.js", include_str!("page/dom.js")),
    ("/form.js", include_str!("page/form.js")),
    ("/json.js", include_str!("page/json.js")),
    ("/main.js", include_str!("page/main.js")),
    ("/read.js", include_str!("page/read.js")),
    ("/result.js", include_str!("page/result.js")),
    ("/schema.js", include_str!("page/schema.js")),
    ("/search.js", include_str!("page/search.js")),
    ("/style.css", include_str!("page/style.css")),
    ("/try.js", include_str!("page/try.js")),
];

/// The file at a path.
pub(super) fn file(path: &str) -> Option<Response<Bytes>> {
    let (path, text) = FILES.iter().find(|(known, _)| *known == path)?;
    let media_type = match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };
    let mut response = content(media_type, *text);
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(OPENER, HeaderValue::from_static("same-origin"));
    if let Ok(policy) = HeaderValue::try_from(policy()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Some(response)
}

/// The policy that the page states, and that no page may frame it, which only a header can say.
fn policy() -> String {
    const BEGIN: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let stated = HTML.split(BEGIN).nth(1).and_then(|it| it.split('"').next());
    format!("{}; frame-ancestors 'none'", stated.unwrap_or("default-src 'none'"))
}
