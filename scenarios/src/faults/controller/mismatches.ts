/** Controllers that are not what the engine takes them for: another contract, another table. */
import { compileTable } from '@understudy/contract';
import type { FaultContext, FaultKind } from '../fault-kind.ts';
import { span } from '../network/link-kind.ts';
import { controllers } from '../network/targets.ts';
import { indexOf, Reboot, WATCHDOG } from './boots.ts';

const BOOT = span(50, 5000, 500);
const OTHER_HASH = '0123456789abcdef';

/** A board that was flashed with the firmware of another contract, then with the right one again. */
const firmware: FaultKind = {
  name: 'controller.firmware_mismatch',
  group: 'controller',
  title: 'A controller comes back with the firmware of another contract',
  values: { bootMs: BOOT },
  forMs: { max: 60_000, default: 12_000, least: 12_000 },
  targets: controllers,
  begin: ({ session }, { target }, { bootMs = 0 }) => {
    const client = session.clientOf(target);
    const reboot = new Reboot(session, target, WATCHDOG);
    let fired = 0;
    const remove = session.network.addFault((hop) => {
      if (hop.client !== client || !hop.toBroker || !hop.topic.endsWith('/hello')) return;
      hop.payload = hop.payload.replace(/"contract_hash":"[0-9a-f]+"/, `"contract_hash":"${OTHER_HASH}"`);
      fired += 1;
    });
    reboot.cut(bootMs);
    return {
      get fired() {
        return fired;
      },
      heal: (atUs) => {
        remove();
        reboot.end(atUs);
        session.power(target, true, WATCHDOG);
      },
    };
  },
};

/** The controller's table with another beat, or one that no firmware takes. */
function otherTable({ session, index }: FaultContext, target: string, isWhole: boolean): Uint8Array {
  const definition = index.room.controllers.find(({ controller }) => controller === target);
  const table = session.firmware.tables.get(target);
  if (definition === undefined || table === undefined) throw new RangeError(`expected a controller, saw ${target}`);
  if (isWhole) {
    return compileTable(index.room.manifest, {
      ...definition,
      heartbeatMs: definition.heartbeatMs === 2000 ? 1000 : 2000,
    });
  }
  // The format's version is among the first bytes, and under the checksum.
  return table.map((byte, place) => (place === 4 ? byte ^ 0xff : byte));
}

const table: FaultKind = {
  name: 'controller.table_mismatch',
  group: 'controller',
  title: 'A controller comes back with a table of another version',
  values: { bootMs: BOOT, whole: { min: 0, max: 1, default: 0, unit: 'flag' } },
  forMs: { max: 60_000, default: 12_000, least: 12_000 },
  targets: controllers,
  begin: (context, { target }, { bootMs = 0, whole = 0 }) => {
    const { session } = context;
    const other = otherTable(context, target, whole === 1);
    const flash = (bytes: Uint8Array): void =>
      session.world.disturb(indexOf(session, target), (host) => {
        host.flash = { ...host.flash, table: bytes };
      });
    let fired = 0;
    const reboot = new Reboot(session, target, WATCHDOG, () => {
      fired += 1;
    });
    flash(other);
    reboot.cut(bootMs);
    return {
      get fired() {
        return fired;
      },
      heal: (atUs) => {
        flash(session.firmware.tables.get(target) ?? other);
        reboot.end(atUs);
        session.power(target, true, WATCHDOG);
      },
    };
  },
};

export const MISMATCHES: readonly FaultKind[] = [firmware, table];
