//! Any bytes as the answer to a call: `codegen/runtime/tests/attack` says what must hold.

#![no_main]

libfuzzer_sys::fuzz_target!(init: codegen_fuzz::begin("answers"), |input: &[u8]| {
    codegen_fuzz::hold("answers", input);
});
