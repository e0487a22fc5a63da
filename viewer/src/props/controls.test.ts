import { describe, expect, it } from 'vitest';
import { FIXTURE_ROOM } from '../../test/fixture/room.ts';
import { EMPTY_VIEW } from '../live/view.ts';
import { type Control, clickStep, controlOf, sceneStep } from './controls.ts';
import { describeTruth } from './describe.ts';
import { explainRefusal } from './explain.ts';

function control(model: string, params: Record<string, number> = {}): Control {
  const found = controlOf({ model, params });
  if (found === undefined) throw new Error(`no control for ${model}`);
  return found;
}

describe('clickStep', () => {
  it('takes a lever, a door and an E-stop to their other position', () => {
    expect(clickStep(control('lever'), { pulled: false })).toMatchObject({ action: 'pull', value: 1 });
    expect(clickStep(control('lever'), { pulled: true })).toMatchObject({ action: 'pull', value: 0 });
    expect(clickStep(control('door'), { open: true })).toMatchObject({ action: 'close' });
    expect(clickStep(control('estop'), { pressed: true })).toMatchObject({ action: 'release' });
  });

  it('shoots with the target’s code and presses for a while', () => {
    expect(clickStep(control('ir_target'), {})).toMatchObject({ action: 'shoot', value: 0x51 });
    expect(clickStep(control('ir_target', { code: 7 }), {})).toMatchObject({ value: 7 });
    expect(clickStep(control('button'), {})).toMatchObject({ action: 'press', value: 250 });
  });

  it('leaves valves, cranks and plugs to their own control, and lamps to nobody', () => {
    for (const model of ['valve', 'crank', 'plug', 'flame']) expect(clickStep(control(model), {})).toBeUndefined();
    expect(controlOf({ model: 'lamp', params: {} })).toBeUndefined();
  });
});

describe('sceneStep', () => {
  it('lets the truth decide a toggle and the scene decide the rest', () => {
    expect(sceneStep({ name: 'pull', value: 1 }, control('lever'), { pulled: true })).toMatchObject({ value: 0 });
    expect(sceneStep({ name: 'shoot', value: 9 }, control('ir_target'), {})).toMatchObject({
      action: 'shoot',
      value: 9,
    });
    expect(sceneStep({ name: 'press' }, control('button'), {})).toMatchObject({ action: 'press', value: 250 });
    expect(sceneStep({ name: 'plug', value: 300 }, control('plug'), {})).toMatchObject({ action: 'plug', value: 300 });
    expect(sceneStep({ name: 'ring' }, undefined, {})).toEqual({ label: 'ring', action: 'ring' });
  });
});

describe('describeTruth', () => {
  it('puts the truth into words', () => {
    expect(describeTruth('lever', { pulled: true })).toBe('pulled');
    expect(describeTruth('travel', { position: 0.5, speed: -1 })).toBe('at 50 %, moving');
    expect(describeTruth('maglock', undefined)).toBe('not reported');
  });
});

describe('explainRefusal', () => {
  it('names the lock that holds, or repeats the engine', () => {
    const view = { ...EMPTY_VIEW, plant: { door_lock: { holding: true } } };
    expect(explainRefusal('study_door', FIXTURE_ROOM, view, 'blocked')).toBe(
      'Study door does not move: held by Study door lock.',
    );
    expect(explainRefusal('study_door', FIXTURE_ROOM, EMPTY_VIEW, 'stuck')).toBe('Study door does not move: stuck');
    expect(explainRefusal('nothing', FIXTURE_ROOM, view, 'blocked')).toBe('blocked');
  });
});
