//! Any bytes as a JWE, its header, or a body: `codegen/runtime/tests/attack` says what must hold.

#![no_main]

libfuzzer_sys::fuzz_target!(init: codegen_fuzz::begin("jwe"), |input: &[u8]| {
    codegen_fuzz::hold("jwe", input);
});
