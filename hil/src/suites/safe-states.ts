/** What the definition demands of each output: at boot, behind an open E-stop chain, and without the engine. */
import type { InstalledUnit } from './target.ts';

/** Why outputs must be safe. */
export type SafeCause = 'estop' | 'silence';

/** A level, or no more change (a step generator, a servo that holds); `extraMs` beyond the reaction's own time. */
export type Demand =
  | { readonly pin: number; readonly kind: 'level'; readonly value: number; readonly extraMs: number }
  | { readonly pin: number; readonly kind: 'still'; readonly extraMs: number };

const HOLD = 2;
const FULL_DEG = 180;

/** Of outputs that may stay as they are, nothing is demanded. */
export function safeDemands(unit: InstalledUnit, cause: SafeCause): readonly Demand[] {
  // An open chain leaves devices that are not critical as they are; without its engine a controller makes all of them safe.
  if (cause === 'estop' && !unit.critical) return [];
  const { driver, pins, param } = unit;
  const still = (name: string, extraMs = 0): readonly Demand[] => {
    const pin = pins[name];
    return pin === undefined ? [] : [{ pin, kind: 'still', extraMs }];
  };
  switch (driver) {
    case 'relay': {
      const state = cause === 'silence' && param('idleOn') >= 0 ? param('idleOn') : param('safeOn');
      return state === HOLD ? [] : level(unit, 'out', Number((state !== 0) !== (param('activeLow') !== 0)));
    }
    case 'lock': {
      const locked = cause === 'estop' ? param('safeLocked') : param('idleLocked');
      return locked === HOLD ? [] : coils(unit, locked !== 0, 0);
    }
    case 'motor':
      return [...still('step'), ...still('step2')];
    case 'actuator': {
      // An output that is driven to be safe goes off again by itself; its opposite is off at once.
      const direction = param('safeDirection');
      return [
        ...(direction <= 0 ? level(unit, 'forward', 0) : []),
        ...(direction >= 0 ? level(unit, 'reverse', 0) : []),
      ];
    }
    case 'gauge': // ramps down
      return still('step', rampMs(param('rateStepsPerS'), param('accelStepsPerS2')));
    case 'axis':
      return still('step');
    case 'rotor': {
      const extraMs = cause === 'estop' ? 0 : rampMs(param('fastStepsPerS'), param('accelStepsPerS2'));
      return [...still('step', extraMs), ...level(unit, 'enable', 1 - param('enableActiveLevel'), extraMs)];
    }
    case 'dimmer':
      return param('safeLevel') < 0 ? [] : level(unit, 'out', param('safeLevel'));
    case 'servo':
      return servo(unit);
    case 'dmx_fog':
      return [...level(unit, 'volume', 0), ...level(unit, 'timer', 0)];
    default:
      return [];
  }
}

/** Levels after power-on with the chain closed. Of what moves by itself nothing is demanded but that it does not. */
export function bootDemands(unit: InstalledUnit): readonly Demand[] {
  const { driver, pins, param } = unit;
  switch (driver) {
    case 'relay':
      return level(unit, 'out', Number((param('bootOn') !== 0) !== (param('activeLow') !== 0)));
    case 'lock':
      return coils(unit, param('bootLocked') !== 0, ~param('bootCoils'));
    case 'actuator':
      return param('bootDirection') === 0 ? [...level(unit, 'forward', 0), ...level(unit, 'reverse', 0)] : [];
    case 'rotor':
      return level(unit, 'enable', 1 - param('enableActiveLevel'));
    case 'dimmer':
      return level(unit, 'out', param('bootLevel'));
    case 'servo':
      return level(unit, 'out', pulseUs(unit, param('bootDeg')));
    case 'dmx_fog':
      return level(unit, 'volume', 0);
    case 'motor':
    case 'axis':
      return Object.entries(pins).flatMap(([name, pin]) =>
        name.startsWith('step') ? [{ pin, kind: 'level', value: 0, extraMs: 0 }] : [],
      );
    default:
      return [];
  }
}

function level({ pins }: InstalledUnit, name: string, value: number, extraMs = 0): readonly Demand[] {
  const pin = pins[name];
  return pin === undefined ? [] : [{ pin, kind: 'level', value, extraMs }];
}

/** `opposite`: bit n is a coil in the other state. */
function coils({ pins, param }: InstalledUnit, locked: boolean, opposite: number): readonly Demand[] {
  return ['coil', 'coil2', 'coil3'].flatMap((name, index) => {
    const pin = pins[name];
    if (pin === undefined) return [];
    const here = locked !== ((opposite >> index) % 2 !== 0);
    return [{ pin, kind: 'level', value: Number(here === (param('energisedLocks') !== 0)), extraMs: 0 }];
  });
}

function servo(unit: InstalledUnit): readonly Demand[] {
  const { pins, param } = unit;
  const safe = param('safeDeg');
  const wayMs = Math.ceil((FULL_DEG * 1000) / param('rateDegPerS')) + param('stepMs');
  if (safe >= 0) return level(unit, 'out', pulseUs(unit, safe), wayMs);
  return pins.out === undefined ? [] : [{ pin: pins.out, kind: 'still', extraMs: 0 }];
}

/** The firmware's own rounding: towards 0. */
function pulseUs({ param }: InstalledUnit, degrees: number): number {
  return param('minPulseUs') + Math.trunc(((param('maxPulseUs') - param('minPulseUs')) * degrees) / FULL_DEG);
}

/** Of a ramp from its rate to a standstill, or back. @param rate in steps/s; @param accel in steps/s², 0 for none */
export function rampMs(rate: number, accel: number): number {
  return accel === 0 ? 0 : Math.ceil((rate * 1000) / accel);
}
