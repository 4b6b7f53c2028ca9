//! The linter, from the transcriber's chair: what is found, where, and what to write instead.
#![cfg(test)]

mod answers;
mod callbacks;
mod configured_parts;
mod decisions;
mod editors;
mod examples;
mod format;
mod hostile;
mod hostile_values;
mod idle;
mod known;
mod mistakes;
mod only_signed;
mod own_recipes;
mod proofs;
mod schemes;
mod second;
mod settling;
mod shapes;
mod signatures;
mod skeletons;
mod slips;
mod subjects;
mod support;
mod together;
mod uploads;
mod values;
mod walkthroughs;
mod written;
