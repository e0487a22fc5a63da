/** Opens the file of a scenario or of a failure, with the room that it is for; or says everything that is wrong with it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Room } from '@understudy/contract';
import { hashRoom } from '@understudy/journal';
import { formatScenarioProblem, readScenario, SCENARIO_SCHEMA, type Scenario } from '@understudy/scenarios';
import type { FailureFile } from '../campaign/failure-file.ts';
import { EXIT, Failure } from '../failure.ts';
import { ROOT, roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export const FAILURE_SCHEMA = 'understudy.failure/1';

export interface OpenScenario {
  readonly room: Room;
  /** The room's. */
  readonly folder: string;
  readonly scenario: Scenario;
  /** The file, when it is of a failure. */
  readonly failure?: FailureFile;
  /** What differs from the failure's own room, in words. */
  readonly notice?: string;
}

export interface OpenOptions {
  /** The room's folder or name; default: the one that the scenario names. */
  readonly room?: string;
  /** That folder's room, where it has been opened already. */
  readonly opened?: Room;
  /** Of a failure: the whole plan instead of the smallest that shows it. */
  readonly full?: boolean;
}

/** @throws Failure NO_SCENARIO for a file that cannot be read, a code of SCENARIO_ERRORS with the reason, ROOM_BROKEN */
export async function openScenario(path: string, options: OpenOptions = {}): Promise<OpenScenario> {
  const { scenario: source, failure } = parse(path, options.full === true);
  // Another version is refused before anything of it is believed, its room's name included.
  if (source.schema !== SCENARIO_SCHEMA) {
    throw refused('SCENARIO_SCHEMA_VERSION', `${path}: expected ${SCENARIO_SCHEMA}, seen ${String(source.schema)}`);
  }
  const folder = roomFolder(options.room ?? roomNamed(path, source.room));
  const room = options.opened ?? (await openRoom(folder));
  const read = readScenario(source, room);
  if (!read.ok) {
    const [first] = read.problems;
    const lines = read.problems.map((problem) => `\n${formatScenarioProblem(problem)}`);
    throw refused(first?.code ?? 'SCENARIO_INVALID', `${path} does not fit ${room.manifest.title}:${lines.join('')}`);
  }
  const isChanged = failure !== undefined && failure.roomHash !== hashRoom(room);
  return {
    room,
    folder,
    scenario: read.scenario,
    ...(failure !== undefined && { failure }),
    ...(isChanged && { notice: 'the room has changed since this failure was found' }),
  };
}

interface Parsed {
  readonly scenario: { readonly schema?: unknown; readonly room?: unknown };
  readonly failure?: FailureFile;
}

function parse(path: string, full: boolean): Parsed {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw refused('NO_SCENARIO', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refused(
      'SCENARIO_INVALID',
      `${path}: expected JSON, seen ${error instanceof Error ? error.message : 'none'}`,
    );
  }
  if (!isRecord(value)) throw refused('SCENARIO_INVALID', `${path}: expected a scenario, seen ${typeof value}`);
  if (typeof value.schema !== 'string' || !value.schema.startsWith('understudy.failure/')) return { scenario: value };
  if (value.schema !== FAILURE_SCHEMA) {
    throw refused('SCENARIO_SCHEMA_VERSION', `${path}: expected ${FAILURE_SCHEMA}, seen ${value.schema}`);
  }
  const scenario = full ? value.scenario : (value.minimised ?? value.scenario);
  if (!isRecord(scenario) || !isRecord(value.firstViolation)) {
    throw refused('SCENARIO_INVALID', `${path}: expected a failure with its scenario and its first violation`);
  }
  // Written by a campaign; the scenario in it is checked like any other.
  return { scenario, failure: value as unknown as FailureFile };
}

/** A scenario names its room by id; a path is not one. */
function roomNamed(path: string, name: unknown): string {
  if (typeof name === 'string' && /^[a-z0-9_-]+$/.test(name) && existsSync(join(ROOT, 'rooms', name))) return name;
  throw refused(
    'SCENARIO_ROOM',
    `${path}: expected the id of a room of rooms/, seen ${JSON.stringify(name) ?? 'none'}; --room names one elsewhere`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const refused = (code: string, message: string): Failure => new Failure(code, message, EXIT.usage);
