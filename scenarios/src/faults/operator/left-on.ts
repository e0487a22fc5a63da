/** Somebody switches a load on by hand and goes away: nobody switches it off, and the game may not. */
import type { OperationDefinition } from '@understudy/contract';
import type { VirtualSession } from '@understudy/twin';
import { isDriven } from '../../monitors/driven.ts';
import { findOperation, type IndexedUnit, type RoomIndex, unitParam } from '../../monitors/room-index.ts';
import type { ActiveFault, FaultKind } from '../fault-kind.ts';
import { ask } from './requests.ts';

const BY = 'ada';
/** Verbs that switch a load on for as long as nobody says otherwise, by driver. */
const VERBS: Readonly<Record<string, readonly string[]>> = { relay: ['on'], rotor: ['start', 'fast'] };
/** Models that run as soon as they have current: a fog machine heats first. */
const LOADS: readonly string[] = ['load', 'lamp', 'rotor'];
/** A load that is on by the game's own will is left alone, and one that is refused is tried again. */
const TRY_US = 3_000_000;
/** Some loads may be on for half a second only. */
const LOOK_US = 100_000;

/** What switches something on that is off by itself; a supply is on through the whole game. */
function onOperation(index: RoomIndex, device: string): string | undefined {
  const operations = Object.entries(index.devices.get(device)?.definition.operations ?? {});
  return operations.find(([op, operation]) =>
    isOn(operation, findOperation(index, device, op)?.units ?? [], index),
  )?.[0];
}

function isOn({ verb, parameters }: OperationDefinition, units: readonly IndexedUnit[], index: RoomIndex): boolean {
  const [unit, other] = units;
  if (unit === undefined || other !== undefined || Object.keys(parameters ?? {}).length > 0) return false;
  const { definition, plants } = unit;
  const isKnown = VERBS[definition.driver]?.includes(verb) === true && unitParam(definition, 'bootOn') !== 1;
  return (
    isKnown &&
    plants.length > 0 &&
    plants.every(({ definition }) => LOADS.includes(definition.model)) &&
    !suppliesOf(index).has(unit)
  );
}

const known = new WeakMap<RoomIndex, ReadonlySet<IndexedUnit>>();

/** What is switched on with others at once, as a panel's rails are. */
function suppliesOf(index: RoomIndex): ReadonlySet<IndexedUnit> {
  const before = known.get(index);
  if (before !== undefined) return before;
  const groups = [...index.operations.values()].filter(
    ({ operation, units }) => units.length > 1 && operation.verb === 'on',
  );
  const found = new Set(groups.flatMap(({ units }) => units));
  known.set(index, found);
  return found;
}

export const LEFT_ON: FaultKind = {
  name: 'operator.left_on',
  group: 'operator',
  title: 'Somebody switches a load on by hand and goes away',
  values: {},
  forMs: { max: 600_000, default: 60_000, least: 120_000 },
  attends: 'device',
  targets: (index) => [...index.devices.keys()].filter((device) => onOperation(index, device) !== undefined),
  begin({ session, index }, { target }): ActiveFault {
    const op = onOperation(index, target) ?? '';
    const plants = findOperation(index, target, op)?.units.flatMap((unit) => unit.plants) ?? [];
    const drives = (): boolean =>
      plants.some(({ id, definition }) => isDriven(definition.model, session.world.truth(id) ?? {}));
    const active = {
      fired: 0,
      nextAtUs: session.nowUs,
      triedAtUs: Number.NEGATIVE_INFINITY,
      due(atUs: number): void {
        active.nextAtUs = atUs + LOOK_US;
        const wasTried = active.triedAtUs > Number.NEGATIVE_INFINITY;
        // Off when it was tried: what is on now and held is on because of it.
        if (wasTried && drives() && isHeld(session, target)) active.fired += 1;
        else if (active.fired === 0 && atUs - active.triedAtUs >= TRY_US && !drives()) {
          active.triedAtUs = atUs;
          ask(session, BY, { action: 'DISPATCH', device: target, parameters: { op } });
        }
      },
      heal(): void {
        active.nextAtUs = Number.POSITIVE_INFINITY;
        if (isHeld(session, target)) ask(session, BY, { action: 'RELEASE', device: target });
      },
    };
    return active;
  },
};

function isHeld({ engine }: VirtualSession, device: string): boolean {
  return (engine.entry(`device/${device}`) as { owner?: string } | null)?.owner === 'manual';
}
