/** A motor's limits against the way of what hangs on it: it must be able to arrive, and a dead limit may not lead far past the end. */
import { DRIVERS } from '../../drivers.ts';
import type { UnitDefinition } from '../controller.ts';
import type { PhysicsDefinition } from '../physics.ts';
import { Reporter, type RoomProblem } from './catalogue.ts';
import { ROOM_FILES, type RoomIndex } from './room-index.ts';

/** A motor may go on past its plant's way by this part of it, at most, when a limit is dead. */
const MARGIN = 0.1;

export function checkMotion(index: RoomIndex, problems: RoomProblem[]): void {
  for (const physics of index.room.physics) {
    const controller = index.controllers.get(physics.controller);
    if (controller === undefined) continue;
    const report = new Reporter(ROOM_FILES.controller(controller.controller), problems);
    for (const [device, { units }] of Object.entries(controller.devices)) {
      for (const [name, unit] of Object.entries(units)) {
        const steps = unit.driver === 'motor' ? travelOf(physics, unit) : undefined;
        if (steps !== undefined) checkMotor(unit, steps, ['devices', device, 'units', name], report);
      }
    }
  }
}

/** Steps from end to end of the plant on the motor's step pin, where the room states them. */
function travelOf(physics: PhysicsDefinition, unit: UnitDefinition): number | undefined {
  const step = unit.pins?.step;
  const plant = Object.values(physics.plants).find((one) => step !== undefined && one.pins.step === step);
  return plant?.params?.travelSteps;
}

function checkMotor(unit: UnitDefinition, steps: number, path: readonly string[], report: Reporter): void {
  const param = (name: keyof typeof DRIVERS.motor.params): number => {
    const given = unit.params?.[name];
    return typeof given === 'number' ? given : DRIVERS.motor.params[name].default;
  };
  const tell = (name: string, expected: string, seen: number): void =>
    report.add('IMPOSSIBLE_LIMIT', [...path, 'params', name], expected, String(seen));
  const most = Math.ceil(steps * (1 + MARGIN));
  const maxSteps = param('maxSteps');
  if (maxSteps < steps || maxSteps > most) tell('maxSteps', `${steps} (its way) to ${most}`, maxSteps);
  if (param('minSteps') > steps) tell('minSteps', `at most ${steps} (its way)`, param('minSteps'));
  const neededMs = Math.ceil((steps * 1000) / param('rateStepsPerS'));
  if (param('timeoutMs') <= neededMs) tell('timeoutMs', `more than the ${neededMs} ms of its way`, param('timeoutMs'));
}
