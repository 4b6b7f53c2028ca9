//! Any bytes as a key file: `codegen/runtime/tests/attack` says what must hold.

#![no_main]

libfuzzer_sys::fuzz_target!(init: codegen_fuzz::begin("keys"), |input: &[u8]| {
    codegen_fuzz::hold("keys", input);
});
