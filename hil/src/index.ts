/** Hardware in the loop: the conformance suite and its drivers. */
export type { Case } from './conformance/case.ts';
export { ConformanceFailure } from './conformance/case.ts';
export type { InstalledController } from './conformance/cases/rooms.ts';
export { roomCases } from './conformance/cases/rooms.ts';
export type { Dut, Effect, Outcome } from './conformance/dut.ts';
export { ENTROPY, SERIAL_BYTES } from './conformance/dut.ts';
export { openNativeDut } from './conformance/native-dut.ts';
export type { CaseResult } from './conformance/suite.ts';
export { CASES, runCase, runCases } from './conformance/suite.ts';
export type { Divergence } from './conformance/trace.ts';
export { firstDivergence, Trace } from './conformance/trace.ts';
export { openWasmDut } from './conformance/wasm-dut.ts';
