/** Runs a scenario and keeps the whole run as one MCAP file, for the viewer, Lichtblick and Foxglove. */
import type { Room } from '@understudy/contract';
import { hashRoom, McapCollector } from '@understudy/journal';
import type { FirmwareModule } from '@understudy/sim-devices';
import { START_UNIX_MS } from '@understudy/twin';
import type { ScenarioReport } from '../run/report.ts';
import { type RunOptions, runScenario } from '../run/run-scenario.ts';
import type { Scenario } from '../scenario/schema.ts';
import { Recorder } from './recorder.ts';

/** Version of what a recording holds: its channels, facts and attachments. */
export const RECORDING_SCHEMA = 'understudy.recording/1';
/** Name of the metadata record with the facts of a recording. */
export const RECORDING_FACTS = 'understudy';
/** Names of the attached files. */
export const RECORDING_FILES = { room: 'room.json', scenario: 'scenario.json', report: 'report.json' } as const;

export interface RecordedRun {
  /** As `runScenario` gives it for the same scenario: recording changes nothing. */
  readonly report: ScenarioReport;
  /** The MCAP file. */
  readonly bytes: Uint8Array;
}

/** What `recordScenario` takes beside the scenario; what it hears itself is taken. */
export type RecordOptions = Pick<RunOptions, 'createEngine' | 'monitors' | 'collector'>;

/**
 * Equal (code, room, scenario) give equal bytes.
 * @throws RangeError, TableError as `runScenario`
 */
export async function recordScenario(
  room: Room,
  module: FirmwareModule,
  scenario: Scenario,
  options: RecordOptions = {},
): Promise<RecordedRun> {
  const collector = new McapCollector(START_UNIX_MS);
  const recorder = new Recorder(room, collector, START_UNIX_MS);
  const report = runScenario(room, module, scenario, {
    ...options,
    monitors: [...(options.monitors ?? []), recorder],
    observe: true,
    onSession: (session) => recorder.begin(session),
    onEvent: (event) => recorder.event(event),
    onFault: (event) => recorder.fault(event),
  });
  for (const violation of report.violations) recorder.violation(violation);
  recorder.end(report.endUs, report.verdict, report.outcome);
  collector.metadata(RECORDING_FACTS, factsOf(room, scenario, report));
  const files = [
    [RECORDING_FILES.room, room],
    [RECORDING_FILES.scenario, scenario],
    [RECORDING_FILES.report, report],
  ] as const;
  for (const [name, value] of files) {
    collector.attach({ name, mediaType: 'application/json', text: JSON.stringify(value) });
  }
  return { report, bytes: await collector.bytes() };
}

function factsOf(room: Room, scenario: Scenario, report: ScenarioReport): Record<string, string> {
  const [first] = report.violations;
  return {
    schema: RECORDING_SCHEMA,
    room: room.manifest.room,
    title: room.manifest.title,
    roomHash: hashRoom(room),
    seed: String(scenario.seed),
    startUnixMs: String(START_UNIX_MS),
    endUs: String(report.endUs),
    verdict: report.verdict,
    outcome: report.outcome,
    hash: report.hash,
    violations: String(report.violations.length),
    ...(first !== undefined && { firstViolation: first.invariant, firstViolationUs: String(first.atUs) }),
  };
}
