/** Outputs against what is demanded of them, in a recording and after it. */
import type { Edge, Recording } from '../bench/types.ts';
import { awayWishes, orderFor } from './orders.ts';
import { type Demand, type SafeCause, safeDemands } from './safe-states.ts';
import { type InstalledUnit, installedUnits } from './target.ts';
import type { Trial } from './trial.ts';

/** Until what was ordered has begun, ramps among it. */
const UNDER_WAY_MS = 100;

/** A demand that was not met. */
export interface Unmet {
  readonly unit: InstalledUnit;
  readonly demand: Demand;
  readonly seen: string;
}

/** All units on their way: outputs differ from what is safe as far as a command can make them. The engine says nothing. */
export async function bringAway(trial: Trial, cause: SafeCause): Promise<readonly InstalledUnit[]> {
  const units = installedUnits(trial.target).filter((unit) => safeDemands(unit, cause).length > 0);
  for (const unit of units) {
    const order = orderFor(trial.target, unit, awayWishes(unit, isSafeState(unit, cause)));
    // Another device's operation over a group may have done it: then it is refused as busy, and on its way all the same.
    if (order !== undefined) await trial.ask(order);
    if (unit.driver === 'gauge') {
      const channel = trial.channel(unit.pins.pot ?? 0);
      await trial.station.bench.act({ kind: 'drive', channel, value: unit.param('rawMax') });
    }
  }
  await trial.station.pass(UNDER_WAY_MS);
  return units;
}

/** Relay and lock: whether the safe state is on, locked. */
function isSafeState({ driver, param }: InstalledUnit, cause: SafeCause): boolean {
  if (driver === 'relay')
    return (cause === 'silence' && param('idleOn') >= 0 ? param('idleOn') : param('safeOn')) === 1;
  return driver === 'lock' && (cause === 'estop' ? param('safeLocked') : param('idleLocked')) === 1;
}

/** When the last edge came that a demand forbids, from `fromUs` on; undefined where there was none. */
function lastAgainst(edges: readonly Edge[], demand: Demand): number | undefined {
  const against = edges.filter(({ value }) => demand.kind === 'still' || value !== demand.value);
  return against.at(-1)?.atUs;
}

/**
 * Demands that do not hold `reactionMs` after `fromUs`: an output at another level at the end, one that changed after
 * its time, or one that still turned. `levels` are those at the recording's end.
 */
export function unmetDemands(
  trial: Trial,
  { units, cause }: { readonly units: readonly InstalledUnit[]; readonly cause: SafeCause },
  recording: Recording,
  levels: readonly number[],
  { fromUs, reactionMs }: { readonly fromUs: number; readonly reactionMs: number },
): readonly Unmet[] {
  return units.flatMap((unit) =>
    safeDemands(unit, cause).flatMap((demand): Unmet[] => {
      const channel = trial.channel(demand.pin);
      const level = levels[channel] ?? 0;
      if (demand.kind === 'level' && level !== demand.value) return [{ unit, demand, seen: `level ${level}` }];
      const edges = recording.edges.filter((edge) => edge.channel === channel);
      const byUs = fromUs + (reactionMs + demand.extraMs) * 1000;
      const reached = demand.kind === 'level' ? firstLast(edges, demand.value) : lastAgainst(edges, demand);
      if (reached === undefined || reached <= byUs) return [];
      return [{ unit, demand, seen: `a change ${Math.round((reached - fromUs) / 1000)} ms after` }];
    }),
  );
}

/** When the level was reached for good. */
function firstLast(edges: readonly Edge[], value: number): number | undefined {
  const last = edges.findLastIndex((edge) => edge.value !== value);
  return edges[last + 1]?.atUs;
}

/** The latest instant at which one of the demanded outputs changed, or `fromUs` where none did. */
export function lastChangeUs(
  trial: Trial,
  units: readonly InstalledUnit[],
  cause: SafeCause,
  recording: Recording,
  fromUs: number,
): number {
  const channels = new Set(
    units.flatMap((unit) =>
      safeDemands(unit, cause)
        .filter(({ extraMs }) => extraMs === 0)
        .map(({ pin }) => trial.channel(pin)),
    ),
  );
  return Math.max(fromUs, ...recording.edges.filter(({ channel }) => channels.has(channel)).map(({ atUs }) => atUs));
}

/** Changes of outputs of which something is demanded. */
export function changes(trial: Trial, units: readonly InstalledUnit[], cause: SafeCause, recording: Recording): number {
  const channels = new Set(units.flatMap((unit) => safeDemands(unit, cause).map(({ pin }) => trial.channel(pin))));
  return recording.edges.filter(({ channel }) => channels.has(channel)).length;
}

/** Level or stillness, in words. */
export function demandText({ unit, demand }: Unmet): string {
  const what = demand.kind === 'level' ? `level ${demand.value}` : 'no more steps';
  return `${unit.name}: ${what} on pin ${demand.pin}`;
}
