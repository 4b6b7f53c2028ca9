//! Any bytes as a base URL and a path: `codegen/runtime/tests/attack` says what must hold.

#![no_main]

libfuzzer_sys::fuzz_target!(init: codegen_fuzz::begin("addresses"), |input: &[u8]| {
    codegen_fuzz::hold("addresses", input);
});
