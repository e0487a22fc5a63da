/** Hardware in the loop: the conformance suite and its drivers. */

export { BenchClient } from './bench/client.ts';
export type { BenchErrorCode } from './bench/errors.ts';
export { BenchError } from './bench/errors.ts';
export type {
  BenchController,
  Channel,
  Edge,
  Programme,
  ProgrammeStep,
  Recording,
  Stimulus,
  WireFault,
  WireFaultKind,
} from './bench/types.ts';
export { WIRE_FAULTS } from './bench/types.ts';
export { codeOf } from './coded-error.ts';
export type { Agreement } from './compare/agreement.ts';
export type { ParameterChange } from './compare/calibration.ts';
export { changesOf, formatCalibration, parseCalibration, withFitted } from './compare/calibration.ts';
export type { RunDivergence, Tolerances } from './compare/divergence.ts';
export { DEFAULT_TOLERANCES, divergenceText } from './compare/divergence.ts';
export type { ExerciseOptions } from './compare/exercise.ts';
export { exerciseDevices, exerciseMs } from './compare/exercise.ts';
export type { Fitted } from './compare/fit.ts';
export { fitPlants } from './compare/fit.ts';
export { answersOf } from './compare/loop-plants.ts';
export type { NotObserved } from './compare/observability.ts';
export { canObserve, notObserved } from './compare/observability.ts';
export type { StandInOptions } from './compare/stand-in.ts';
export { withDevices, withPlants } from './compare/stand-in.ts';
export type { CompareOptions, Comparison } from './compare/stations.ts';
export { compareStations } from './compare/stations.ts';
export type { Case } from './conformance/case.ts';
export { ConformanceFailure } from './conformance/case.ts';
export type { InstalledController } from './conformance/cases/rooms.ts';
export { roomCases } from './conformance/cases/rooms.ts';
export type { Dut, Effect, Outcome } from './conformance/dut.ts';
export { ENTROPY, SERIAL_BYTES } from './conformance/dut.ts';
export { openNativeDut } from './conformance/native-dut.ts';
export { readControllers } from './conformance/room-files.ts';
export type { CaseResult } from './conformance/suite.ts';
export { CASES, runCase, runCases } from './conformance/suite.ts';
export type { Divergence } from './conformance/trace.ts';
export { firstDivergence, Trace } from './conformance/trace.ts';
export { openWasmDut } from './conformance/wasm-dut.ts';
export type { DriftFinding, ExpectedConfiguration, SeenConfiguration } from './flash/drift.ts';
export { findDrift } from './flash/drift.ts';
export type { EmulatedBoard, FlashState } from './flash/emulator/board-folder.ts';
export { bootImage, emulatedBoard, flashState, plugInEmulated } from './flash/emulator/board-folder.ts';
export { identifyEmulated } from './flash/emulator/identify.ts';
export type { FlashErrorCode } from './flash/errors.ts';
export { FlashError } from './flash/errors.ts';
export type { BuildFacts, Firmware } from './flash/firmware.ts';
export { packFiles, packFirmware, readFirmware, signFirmware, writeManifest } from './flash/firmware.ts';
export { flash } from './flash/flash.ts';
export type { Manifest, Trust, Verification } from './flash/manifest.ts';
export { keyId, signManifest, verifyManifest } from './flash/manifest.ts';
export { realPorts } from './flash/ports.ts';
export type {
  FlashPhase,
  FlashPlan,
  FlashPlatform,
  FlashPorts,
  FlashProgress,
  FlashProof,
  FlashResult,
  Identity as FlashIdentity,
  OnProgress as OnFlashProgress,
} from './flash/types.ts';
export type { BoardListener, Timing } from './link/board.ts';
export { Board } from './link/board.ts';
export { fitClocks, fromOther } from './link/clock-fit.ts';
export type { BoardStatistics, BusMessage, BusSession } from './link/codec.ts';
export type { LinkErrorCode } from './link/errors.ts';
export { LinkError } from './link/errors.ts';
export type { FaultyLine, LineFaultKind, LineFaults } from './link/faulty-line.ts';
export { faultyLine, LINE_FAULTS } from './link/faulty-line.ts';
export type { Frame, FrameFault } from './link/frame.ts';
export { decodeFrame, encodeFrame } from './link/frame.ts';
export { FrameDecoder } from './link/frame-decoder.ts';
export type { Hello } from './link/hello.ts';
export type { Expected } from './link/identity.ts';
export { expectBoard } from './link/identity.ts';
export { LINK_HASH } from './link/messages.ts';
export { openLine } from './link/open-line.ts';
export type { Line, Stream } from './link/stream.ts';
export type { Rig, Wanted } from './map/choose.ts';
export { chooseRigs } from './map/choose.ts';
export type { Discovery, Machine } from './map/discover.ts';
export { discover, halfkaySerial } from './map/discover.ts';
export type { ConfigurationErrorCode, RigErrorCode } from './map/errors.ts';
export { ConfigurationError, RigError } from './map/errors.ts';
export type { Identity } from './map/identity.ts';
export { confirmBoard } from './map/identity.ts';
export type { BoardLock, LockHolder } from './map/lock.ts';
export { lockBoards } from './map/lock.ts';
export type { FoundBoard } from './map/merge.ts';
export { mergeMap } from './map/merge.ts';
export { channelsOf } from './map/pin-mappings.ts';
export type { PowerPort } from './map/power.ts';
export { powerPortOf } from './map/power.ts';
export { parseMap } from './map/read.ts';
export type { MapEntry, PinMapping } from './map/types.ts';
export { formatMap } from './map/write.ts';
export type { OperatorEvent } from './operator/events.ts';
export { flashFailure, flashSession } from './operator/flash-session.ts';
export { advance, IDLE, isBusy } from './operator/machine.ts';
export { BenchMirror, type MirrorView } from './operator/mirror/bench-mirror.ts';
export type { RefusalCode } from './operator/requests.ts';
export { acceptRun, OperatorRefusal, REFUSALS, serialOf } from './operator/requests.ts';
export { PinBoard, signalsOf } from './operator/signals.ts';
export type {
  BenchFacts,
  BenchView,
  OperatorState,
  PinRow,
  RunRequest,
  Steps,
  TestRow,
  Verdict,
} from './operator/types.ts';
export { STEPS } from './operator/types.ts';
export { watchStation } from './operator/watch-station.ts';
export type { AcceptLatency, AcceptLatencyOptions } from './qemu/accept-latency.ts';
export { measureAcceptLatency } from './qemu/accept-latency.ts';
export type { EmulatorOptions } from './qemu/child.ts';
export type { Emulator } from './qemu/emulator.ts';
export { startEmulator } from './qemu/emulator.ts';
export { openM7Dut } from './qemu/m7-dut.ts';
export type { PtyEmulator } from './qemu/pty-emulator.ts';
export { startPtyEmulator } from './qemu/pty-emulator.ts';
export { ctrfJson } from './report/ctrf.ts';
export type { Fidelity, FidelityLine, PlatformFidelity } from './report/fidelity.ts';
export { FIDELITY, timingSentence } from './report/fidelity.ts';
export type { History, HistoryEntry, TrendPoint } from './report/history.ts';
export { DEFAULT_HISTORY, HistoryStore } from './report/history.ts';
export { junitXml } from './report/junit.ts';
export { reportPage } from './report/page.ts';
export { sessionName } from './report/words.ts';
export { writeReports } from './report/write-reports.ts';
export { plannedScenario, scenarioTest } from './scenario/planned.ts';
export type { ScenarioSource } from './scenario/read.ts';
export { readBenchScenario } from './scenario/read.ts';
export type { BenchScenario } from './scenario/steps.ts';
export type { StationOptions } from './station/bench-station.ts';
export type { BoardStationOptions } from './station/board-station.ts';
export { openBoardStation } from './station/board-station.ts';
export type { Command, DutBusOptions, DutMessage } from './station/dut-bus.ts';
export { BENCH_KEY, DutBus } from './station/dut-bus.ts';
export type { StationErrorCode } from './station/errors.ts';
export { StationError } from './station/errors.ts';
export { LOOPBACK_FIXTURE, SWITCHED_FIXTURE } from './station/fixtures.ts';
export type { LoopbackOptions } from './station/loopback.ts';
export { measureLoopback } from './station/loopback.ts';
export type { QemuStationOptions } from './station/qemu-station.ts';
export { openQemuStation } from './station/qemu-station.ts';
export type { ClockFit, Platform, Station } from './station/types.ts';
export { EMULATED_PLATFORMS, PLATFORMS } from './station/types.ts';
export { openWasmStation } from './station/wasm-station.ts';
export type { WireResult, WiringOptions, WiringProof } from './station/wiring.ts';
export { proveWiring } from './station/wiring.ts';
export type { ExitCode } from './suite/exit-code.ts';
export { EXIT_CODES, EXIT_OF_STATUS, exitCodeOf } from './suite/exit-code.ts';
export { TestFailure } from './suite/failure.ts';
export { globMatches } from './suite/glob.ts';
export type { Limits, Spread } from './suite/measure.ts';
export { expectWithin } from './suite/measure.ts';
export type { QuarantineEntry } from './suite/quarantine.ts';
export { parseQuarantine } from './suite/quarantine.ts';
export type { RunOptions, SessionRequest } from './suite/runner.ts';
export { runSession } from './suite/runner.ts';
export type {
  FaultEvidence,
  Measurement,
  PlannedTest,
  SessionFacts,
  SessionReport,
  Status,
  TestResult,
} from './suite/types.ts';
export { SESSION_SCHEMA, STATUSES } from './suite/types.ts';
export type { Advice } from './suite/what-to-check.ts';
export { adviceFor, WHAT_TO_CHECK } from './suite/what-to-check.ts';
export type { BenchTestOptions } from './suites/bench.ts';
export { benchTests, digitalPins } from './suites/bench.ts';
export type { ConformanceOptions } from './suites/conformance.ts';
export { conformanceTests } from './suites/conformance.ts';
export { plannedSuites } from './suites/plan.ts';
export type { RecordTestOptions } from './suites/records.ts';
export { compareRecord, prepareRecord, recordTest, shrinkOnBench } from './suites/records.ts';
export { safetyTests } from './suites/safety.ts';
export type { SuiteTarget, TargetOptions } from './suites/target.ts';
export { targetOf } from './suites/target.ts';
export { timingTests } from './suites/timing.ts';
