export type { Hop, LinkFault } from './network/link-fault.ts';
export type { NetworkSink } from './network/network.ts';
export { Network } from './network/network.ts';
export { matchesTopic } from './network/topic-filter.ts';
export type { NetworkOptions } from './network/types.ts';
export {
  CRASH_BOUNDARIES,
  type CrashBoundary,
  type CrashPlan,
  type Disk,
  EngineProcess,
} from './virtual/engine-process.ts';
export { runVirtual } from './virtual/run-virtual.ts';
export type { ScriptedAct } from './virtual/scripted-player.ts';
export { ScriptedPlayer } from './virtual/scripted-player.ts';
export { VirtualSession } from './virtual/session.ts';
export type {
  CommandRecord,
  Guest,
  Monitor,
  Player,
  PlayerView,
  RunVirtual,
  SessionOptions,
  Violation,
  VirtualEvent,
  VirtualOptions,
  VirtualResult,
} from './virtual/types.ts';
export { START_UNIX_MS } from './virtual/types.ts';
export type { PlayAnswer, PlayRequest } from './worker-protocol.ts';
export { answer } from './worker-protocol.ts';
export type {
  BootReasonIndex,
  ChangeReader,
  FirmwareSet,
  PublishListener,
  Will,
  WorldFace,
  WorldOptions,
} from './world/types.ts';
export { DUPLICATE, RETAINED } from './world/types.ts';
export { World } from './world/world.ts';
export { type WireEnd, WorldFaults } from './world/world-faults.ts';
