export {
  CAMPAIGN_SCHEMA,
  type CampaignSettings,
  type Divergence,
  type Failure,
  type GameLine,
  type ShardResult,
  STRATEGIES,
  type Strategy,
} from './campaign/types.ts';
export { FAULTS } from './faults/catalogue.ts';
export type { ActiveFault, FaultContext, FaultGroup, FaultKind, FaultValue } from './faults/fault-kind.ts';
export { FAULT_GROUPS } from './faults/fault-kind.ts';
export { developmentKey, firmwareSet, type GameOptions, type GameReport, playGame } from './game.ts';
export { type Breach, Invariant } from './monitors/invariant.ts';
export { invariantsFor } from './monitors/invariants-for.ts';
export {
  type IndexedDevice,
  type IndexedPlant,
  type IndexedUnit,
  indexRoom,
  type RoomIndex,
} from './monitors/room-index.ts';
export { Watch } from './monitors/watch.ts';
export type { SentAck, SentCommand, WatchEvent } from './monitors/watch-event.ts';
export { Companions } from './players/companions.ts';
export { createPlayer, type PlayerName } from './players/create-player.ts';
export { RandomPlayer, type RandomPlayerOptions } from './players/random-player.ts';
export { RulePlayer } from './players/rule-player.ts';
export { notReadyIn, type ResetFault, resetRoom } from './reset-room.ts';
export type { FaultEvidence } from './run/fault-cast.ts';
export type { ScenarioReport, Verdict } from './run/report.ts';
export { type RunOptions, runScenario } from './run/run-scenario.ts';
export {
  ActRecord,
  FaultRecord,
  OperatorRecord,
  PlanRecord,
  PlayerRecord,
  SCENARIO_SCHEMA,
  Scenario,
} from './scenario/schema.ts';
