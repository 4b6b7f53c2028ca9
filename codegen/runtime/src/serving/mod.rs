//! An HTTP server for those who are let in: it checks who asks, bounds what is asked, and stops
//! without losing what it has begun. What it answers is that of its [`Site`].

mod access;
mod bearer;
mod connection;
mod problem;
mod running;
mod server;

pub(super) use self::access::Access;
pub(super) use self::bearer::{Bearer, FORM as TOKEN_FORM};
pub(super) use self::problem::{ProblemDetails, content};
pub(super) use self::running::Running;
pub(super) use self::server::{Limits, Server, Site, Status};
