//! Any bytes as the fields of a request: `codegen/runtime/tests/attack` says what must hold.

#![no_main]

libfuzzer_sys::fuzz_target!(init: codegen_fuzz::begin("fields"), |input: &[u8]| {
    codegen_fuzz::hold("fields", input);
});
