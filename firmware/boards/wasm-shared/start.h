// Constructors of static objects in WebAssembly.
#pragma once

// The linker's. Named here, it runs when it is called; not named, it would run at every call of an export.
extern "C" void __wasm_call_ctors();
