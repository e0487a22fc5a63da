/** Limits of a unit that contradict each other: no controller could keep them all. */
import { DRIVERS, type DriverName } from '../../drivers.ts';
import type { UnitDefinition } from '../controller.ts';
import type { Reporter } from './catalogue.ts';

type Path = readonly (string | number)[];
type ParamOf = (name: string) => number;
interface Contradiction {
  /** The param that is told of. */
  readonly param: string;
  readonly expected: string;
  readonly seen: string;
}

/** Checks of a driver's params against each other; all that hold true are left out. */
const RULES: Partial<Readonly<Record<DriverName, (param: ParamOf) => readonly (Contradiction | false)[]>>> = {
  motor: (param) => [
    atMost(param, 'minSteps', 'maxSteps'),
    param('maxSteps') !== DRIVERS.motor.params.maxSteps.default && outrunsTimeout(param),
  ],
  relay: (param) => [restNeedsCap(param, 'maxOnMs')],
  lock: (param) => [restNeedsCap(param, 'maxEnergisedMs'), lockCap(param)],
  gauge: (param) => [below(param, 'rawMin', 'rawMax')],
  servo: (param) => [
    below(param, 'minDeg', 'maxDeg'),
    below(param, 'minPulseUs', 'maxPulseUs'),
    ...['openDeg', 'closedDeg', 'bootDeg'].flatMap((name) => [
      atMost(param, 'minDeg', name),
      atMost(param, name, 'maxDeg'),
    ]),
    param('safeDeg') >= 0 && atMost(param, 'safeDeg', 'maxDeg'),
    param('safeDeg') >= 0 && atMost(param, 'minDeg', 'safeDeg'),
  ],
  rotor: (param) => [atMost(param, 'slowStepsPerS', 'fastStepsPerS')],
  band: (param) => [1, 2, 3].map((n) => param(`edge${n + 1}`) < 1024 && below(param, `edge${n}`, `edge${n + 1}`)),
  ir: (param) => [below(param, 'shareSlot', 'shareSlots')],
  strip: (param) => [atMost(param, 'levelPixels', 'pixels', 'pixels')],
};

/** Reports every contradiction between the params of a unit, at the param that is told of. */
export function checkLimits(unit: UnitDefinition, path: Path, report: Reporter): void {
  const driver = unit.driver as DriverName;
  const rule = Object.hasOwn(RULES, driver) ? RULES[driver] : undefined;
  if (rule === undefined) return;
  const defaults: Readonly<Record<string, { readonly default: number }>> = DRIVERS[driver].params;
  const param: ParamOf = (name) => {
    const given = unit.params?.[name];
    return typeof given === 'number' ? given : (defaults[name]?.default ?? 0);
  };
  for (const wrong of rule(param)) {
    if (wrong === false) continue;
    const at = unit.params?.[wrong.param] === undefined ? path : [...path, 'params', wrong.param];
    report.add('IMPOSSIBLE_LIMIT', at, wrong.expected, wrong.seen);
  }
}

function below(param: ParamOf, low: string, high: string): Contradiction | false {
  if (param(low) < param(high)) return false;
  return { param: low, expected: `${low} below ${high} (${param(high)})`, seen: String(param(low)) };
}

function atMost(param: ParamOf, low: string, high: string, told = low): Contradiction | false {
  if (param(low) <= param(high)) return false;
  return {
    param: told,
    expected: `${low} (${param(low)}) at most ${high} (${param(high)})`,
    seen: String(param(told)),
  };
}

/** The whole way at the cruise rate already takes longer than the time-out. */
function outrunsTimeout(param: ParamOf): Contradiction | false {
  const neededMs = Math.ceil((param('maxSteps') * 1000) / param('rateStepsPerS'));
  if (neededMs <= param('timeoutMs') * 1.5) return false;
  return {
    param: 'timeoutMs',
    expected: `time for maxSteps at rateStepsPerS, ${neededMs} ms or near it`,
    seen: `${param('timeoutMs')} ms`,
  };
}

/** A rest after a time ON says nothing when that time has no end. */
function restNeedsCap(param: ParamOf, cap: string): Contradiction | false {
  if (param('restMs') === 0 || param(cap) > 0) return false;
  return { param: 'restMs', expected: `${cap} above 0 beside it`, seen: `${param('restMs')} with no cap` };
}

/** A coil that may not stay energised cannot be what holds a lock from boot on. */
function lockCap(param: ParamOf): Contradiction | false {
  const held = param('maxEnergisedMs') > 0 && param('bootLocked') === param('energisedLocks');
  return (
    held && {
      param: 'maxEnergisedMs',
      expected: '0 for a coil that is energised at boot',
      seen: String(param('maxEnergisedMs')),
    }
  );
}
