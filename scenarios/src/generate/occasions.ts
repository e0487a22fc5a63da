/**
 * Something to do for the faults of a plan: a broken wire shows when its lamp is switched, a late command needs a command.
 * Where a game may have nothing of it, somebody at the console works the device by hand, or somebody works the prop.
 */
import fc from 'fast-check';
import type { RoomIndex } from '../monitors/room-index.ts';
import type { ActRecord, FaultRecord, OperatorRecord } from '../scenario/schema.ts';
import { parametersArbitrary } from './parameters.ts';
import type { NamedOperation, PropAction, Vocabulary } from './vocabulary.ts';

type Occasion = ActRecord | OperatorRecord;

/** In a window this long a link or an engine has something to do by itself: heartbeats, states, the graph. */
const BUSY_MS = 20_000;
/** A fault that happens once lasts about so long. */
const ONCE_MS = 1000;
/** From one thing to the next: a bolt takes its time to travel. */
const STEP_MS = 9000;
/** Operations of a device that are tried, the most special ones first. */
const OPERATIONS_MAX = 4;
const BY = 'technician';
/** It waits for the graph to move on, as it does when somebody skips an objective. */
const AT_TRANSITION = 'operator.estop_at_transition';
/** In which tenths of a fault's time: what comes to nothing, because the room is latched just then, is tried again. */
const ROUNDS = [
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 5, max: 6 }),
  fc.integer({ min: 8, max: 9 }),
] as const;
/** People need so long until the room goes on after a latch. */
const GO_ON_MS = 60_000;

/** What a person can do that makes a device, a controller's devices or a prop do something, by name. */
export function operationsOn(
  index: RoomIndex,
  operations: readonly NamedOperation[],
): ReadonlyMap<string, readonly NamedOperation[]> {
  const found = new Map<string, NamedOperation[]>();
  const note = (name: string, operation: NamedOperation): void => {
    const known = found.get(name);
    if (known === undefined) found.set(name, [operation]);
    else if (!known.includes(operation)) known.push(operation);
  };
  const unitsOf = ({ device, op }: NamedOperation) => index.operations.get(`${device} ${op}`)?.units ?? [];
  // One that drives little says most of what it drives.
  const special = operations.filter((one) => unitsOf(one).length > 0);
  for (const one of special.sort((first, second) => unitsOf(first).length - unitsOf(second).length)) {
    note(one.device, one);
    note(index.devices.get(one.device)?.controller.controller ?? '', one);
    for (const unit of unitsOf(one)) for (const { id } of unit.plants) note(id, one);
  }
  return found;
}

/** For each fault that waits for something: that, a few times, while it is at work. */
export function occasionsFor(vocabulary: Vocabulary, faults: readonly FaultRecord[]): fc.Arbitrary<Occasion[]> {
  const each = faults.filter((fault) => isWaiting(vocabulary, fault)).map((fault) => occasions(vocabulary, fault));
  return fc.tuple(...each).map((lists) => lists.flat());
}

/** Faults that wait while people of another hold the room latched wait until it goes on. */
export function outlastLatches({ faults: aimed }: Vocabulary, faults: readonly FaultRecord[], untilMs: number) {
  const kinds = new Map(aimed.map(({ kind }) => [kind.name, kind]));
  const latches = faults.flatMap(({ fault, atMs }) => {
    const kind = kinds.get(fault);
    return kind?.attends === 'reset' ? [{ atMs, endMs: atMs + (kind.forMs.least ?? 0) }] : [];
  });
  return faults.map((record) => {
    const kind = kinds.get(record.fault);
    if (kind?.forMs.least === undefined || kind.attends !== undefined || record.forMs === 0) return record;
    const { atMs, forMs } = record;
    const over = latches.filter((latch) => latch.endMs > atMs && latch.atMs < atMs + forMs);
    const wantedMs = Math.max(forMs, ...over.map(({ endMs }) => endMs + GO_ON_MS - atMs));
    return { ...record, forMs: Math.min(wantedMs, kind.forMs.max, untilMs - atMs) };
  });
}

function isWaiting({ faults }: Vocabulary, { fault, forMs }: FaultRecord): boolean {
  const kind = faults.find((aimed) => aimed.kind.name === fault)?.kind;
  if (kind === undefined || kind.group === 'operator') return fault === AT_TRANSITION;
  return (kind.forMs.least ?? 0) > 0 || (kind.group !== 'sensor' && forMs < BUSY_MS);
}

function occasions(vocabulary: Vocabulary, fault: FaultRecord): fc.Arbitrary<Occasion[]> {
  if (fault.fault === AT_TRANSITION) return skips(vocabulary, fault);
  const { atMs, forMs, values } = fault;
  const windowMs = forMs > 0 ? forMs : (values?.spanMs ?? ONCE_MS);
  const [name = ''] = fault.target.split(/[./]/);
  const acts = vocabulary.props.filter(({ plant }) => plant === name);
  const operations = vocabulary.operationsOn.get(name) ?? (acts.length > 0 ? [] : anyOf(vocabulary));
  const stepMs = Math.min(STEP_MS, Math.floor(windowMs / 10));
  const at = (tenth: number, place: number): number => atMs + Math.floor((windowMs * tenth) / 10) + place * stepMs;
  const many = Math.max(2, values?.step ?? 0);
  return fc.tuple(...ROUNDS).chain((tenths) => {
    const rounds = tenths.map((tenth, round) =>
      acts.length > 0
        ? fc.constant(actsOn(acts, (place) => at(tenth, place)))
        : byHand(operations, round, many, (place) => at(tenth, place)),
    );
    const lastMs = atMs + windowMs;
    return fc.tuple(...rounds).map((lists) => lists.flat().filter((record) => record.atMs < lastMs));
  });
}

/** As many objectives as transitions are waited for are skipped, evenly over its time. */
function skips({ objectives }: Vocabulary, { atMs, forMs, values }: FaultRecord): fc.Arbitrary<OperatorRecord[]> {
  const many = 1 + (values?.nth ?? 1);
  if (objectives.length < many) return fc.constant([]);
  return fc.shuffledSubarray([...objectives], { minLength: many, maxLength: many }).map((skipped) =>
    skipped.map((objective, place) => ({
      kind: 'operator',
      atMs: atMs + Math.floor((forMs * (place + 1)) / (many + 1)),
      by: BY,
      request: { action: 'SKIP_OBJECTIVE', objective },
    })),
  );
}

/** Where the whole room is meant any device will do. */
function anyOf({ operationsOn: known }: Vocabulary): readonly NamedOperation[] {
  return [...new Set([...known.values()].flat())];
}

/** Every action on the prop, with its ends where it takes a value. */
function actsOn(acts: readonly PropAction[], at: (place: number) => number): ActRecord[] {
  const all = acts.flatMap(({ plant, action, value }) =>
    value === undefined
      ? [{ plant, action }]
      : [
          { plant, action, value: value.max },
          { plant, action, value: value.min },
        ],
  );
  return all.map((act, place) => ({ kind: 'act', atMs: at(place), ...act }));
}

/**
 * A few operations of one device, and the first of them again: what was switched over is switched back. Each round begins
 * with another: what comes while a bolt still travels is refused.
 */
function byHand(
  operations: readonly NamedOperation[],
  round: number,
  many: number,
  at: (place: number) => number,
): fc.Arbitrary<OperatorRecord[]> {
  if (operations.length === 0) return fc.constant([]);
  return fc.constantFrom(...new Set(operations.map(({ device }) => device))).chain((device) => {
    const of = operations.filter((one) => one.device === device).slice(0, OPERATIONS_MAX);
    const count = Math.max(many, of.length + 1);
    const tried = Array.from({ length: count }, (_, place) => of[(place + round) % of.length]);
    const records = tried.flatMap((one, place) =>
      one === undefined
        ? []
        : [
            parametersArbitrary(one.operation).map(
              (drawn): OperatorRecord => ({
                kind: 'operator',
                atMs: at(place),
                by: BY,
                request: { action: 'DISPATCH', device, parameters: { op: one.op, ...drawn } },
              }),
            ),
          ],
    );
    return fc.tuple(...records);
  });
}
