/** A drive without current of its own: its steps and patterns go nowhere. */
import { WatchedOutput } from '@understudy/sim-devices';
import type { FaultKind } from '../fault-kind.ts';
import { wireOf, wiresOf } from '../wires.ts';

export const DEAD_DRIVE: FaultKind = {
  name: 'actuator.dead_drive',
  group: 'actuator',
  title: 'A stepper drive or strip has lost its supply: what it is told goes nowhere',
  values: {},
  forMs: { max: 600_000, default: 30_000, least: 30_000 },
  excuses: { 20: 'without a read-back COMPLETED tells what was driven' },
  targets: (index) =>
    wiresOf(index)
      .filter(({ direction, signal }) => direction === 'out' && (signal === 'ramp' || signal === 'strip'))
      .map(({ target }) => target),
  begin({ session, index }, { target }) {
    const wire = wireOf(index, target);
    const { faults } = session.world;
    const told = new WatchedOutput(() => undefined);
    faults.cut(wire.plant, true);
    faults.output(wire, told);
    // The first look is the plant's own, at the beginning.
    const before = told.looks;
    return {
      get fired() {
        return told.looks - before;
      },
      heal() {
        faults.output(wire, undefined);
        faults.cut(wire.plant, false);
      },
    };
  },
};
