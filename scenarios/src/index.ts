export type { Violation } from '@understudy/twin';
export { CAMPAIGN_ERRORS, CampaignError, type CampaignErrorCode } from './campaign/errors.ts';
export { mergeResults, totalsOf } from './campaign/merge.ts';
export { gamesOfShard, runShard, type ShardHooks, ShardPlayer } from './campaign/shard.ts';
export {
  CAMPAIGN_SCHEMA,
  type CampaignResult,
  type CampaignSettings,
  type CampaignTotals,
  type Divergence,
  type Failure,
  type GameLine,
  type ShardResult,
  STRATEGIES,
  type Strategy,
  type StrategyTotals,
} from './campaign/types.ts';
export { CoverageCollector } from './coverage/coverage-collector.ts';
export { COVERAGE_CATEGORIES, type CoverageCategory, type CoverageMap, coverageMap } from './coverage/coverage-map.ts';
export { type MissingState, missingSometimes, SOMETIMES_STATES, type Sometimes } from './coverage/sometimes.ts';
export {
  type CategorySummary,
  type CoverageSummary,
  type CoverageUniverse,
  coverageUniverse,
  summariseCoverage,
  universeOf,
} from './coverage/summary.ts';
export { FAULTS } from './faults/catalogue.ts';
export type { ActiveFault, FaultContext, FaultGroup, FaultKind, FaultValue } from './faults/fault-kind.ts';
export { FAULT_GROUPS } from './faults/fault-kind.ts';
export { developmentKey, firmwareSet, type GameOptions, type GameReport, playGame } from './game.ts';
export { type GenerateOptions, scenarioArbitrary, scenarioOf } from './generate/scenario-arbitrary.ts';
export { BusFeed } from './monitors/bus-feed.ts';
export { type Breach, Invariant } from './monitors/invariant.ts';
export { invariantsFor } from './monitors/invariants-for.ts';
export { JournalFeed } from './monitors/journal-feed.ts';
export {
  checkRecovery,
  checkSameCommands,
  checkSameRun,
  type HashedRun,
  type JournalStep,
  type RecoverySetting,
} from './monitors/recovery.ts';
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
export { createPlayer, type PlayerName, playerNames } from './players/create-player.ts';
export { RandomPlayer, type RandomPlayerOptions } from './players/random-player.ts';
export { RulePlayer } from './players/rule-player.ts';
export { recordJournal } from './recording/record-journal.ts';
export {
  RECORDING_FACTS,
  RECORDING_FILES,
  RECORDING_SCHEMA,
  type RecordedRun,
  type RecordOptions,
  recordScenario,
} from './recording/record-scenario.ts';
export { notReadyIn, type ResetFault, resetRoom } from './reset-room.ts';
export type { Collector } from './run/collector.ts';
export { MARK_EVENTS } from './run/event-marks.ts';
export type { FaultEvent, FaultEvidence } from './run/fault-cast.ts';
export { type PreparedRoom, prepareRoom } from './run/prepared-room.ts';
export type { ScenarioReport, Verdict } from './run/report.ts';
export { type RunOptions, runPrepared, runScenario } from './run/run-scenario.ts';
export {
  formatScenarioProblem,
  SCENARIO_ERRORS,
  type ScenarioErrorCode,
  type ScenarioProblem,
} from './scenario/problem.ts';
export { type ReadScenario, readScenario } from './scenario/read-scenario.ts';
export {
  ActRecord,
  FaultRecord,
  OperatorRecord,
  PlanRecord,
  PlayerRecord,
  SCENARIO_SCHEMA,
  Scenario,
} from './scenario/schema.ts';
export { writeScenario } from './scenario/write-scenario.ts';
export {
  type ShrinkBudget,
  type Shrunk,
  shrinkPlan,
  shrinkPrepared,
  shrinkScenario,
} from './shrink/shrink-scenario.ts';
export type { ShrinkProgress, Trial, TryRun } from './shrink/shrink-search.ts';
