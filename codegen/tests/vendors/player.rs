//! The command line of a client, for vendors that come as data. Each line of the standard input is
//! a vendor, whom the lines behind it call, or the arguments of a call; what the call wrote is a
//! line of the standard output.

mod data;
mod shape;
mod signed;

use client::cli::{Terminal, run};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io::{BufRead, Write};

fn main() {
    let mut vendor = &client::fake::VENDOR;
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        if !asked["vendor"].is_null() {
            data::forget();
            vendor = data::vendor(&asked["vendor"]);
            continue;
        }
        let arguments = asked["arguments"].as_array().into_iter().flatten();
        let arguments = arguments.filter_map(|it| it.as_str().map(OsString::from));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let end = run(
            vendor,
            arguments,
            &mut Terminal {
                input: &mut std::io::empty(),
                out: &mut out,
                err: &mut err,
                variable: &|name| Some(asked["variables"][name].as_str()?.into()),
                fixed: None,
                ask: None,
                is_screen: false,
            on_stop: &|_| {},
            },
        );
        let [out, err] = [out, err].map(|it| String::from_utf8_lossy(&it).into_owned());
        println!("{}", json!({ "end": end, "out": out, "err": err }));
        std::io::stdout().flush().expect("somebody reads");
    }
}
