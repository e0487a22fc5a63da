import { describe, expect, it } from 'vitest';
import { FIXTURE_ROOM } from '../../test/fixture/room.ts';
import { makeDirectory, type PropEntry } from '../live/room-directory.ts';
import { EMPTY_VIEW } from '../live/view.ts';
import { type Control, clickStep, controlOf, needsChoice, sceneStep, type Workable } from './controls.ts';
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

describe('what the new props are worked with', () => {
  const propOf = (id: string): PropEntry => {
    const prop = makeDirectory(FIXTURE_ROOM).props.get(id);
    if (prop === undefined) throw new Error(`no prop ${id}`);
    return prop;
  };
  const choicesOf = (prop: Workable): readonly number[] => {
    const found = controlOf(prop);
    return found?.kind === 'choose' ? found.choices.map(({ value }) => value) : [];
  };

  it('offers the tags that the reader knows, the places that are wired, the fuses that are told apart', () => {
    expect(choicesOf(propOf('reader'))).toEqual([0, 1001, 1002, 1003]);
    expect(choicesOf({ model: 'reader', params: {} })).toEqual([0, 1]);
    expect(choicesOf(propOf('throttle'))).toEqual([1, 2, 3, 0]);
    const unit = { driver: 'band', params: { edge1: 128, edge2: 384, edge3: 640 } };
    expect(choicesOf({ model: 'plug', params: {}, unit })).toEqual([0, 256, 512, 832]);
  });

  it('knows the two keys of a pair by the pins of its driver', () => {
    expect(propOf('key_left').partner).toBe('key_right');
    expect(propOf('key_right').partner).toBe('key_left');
    expect(propOf('plug').partner).toBeUndefined();
    expect(needsChoice(controlOf(propOf('key_left')))).toBe(true);
    expect(needsChoice(control('switch'))).toBe(false);
  });

  it('puts a switch to its other place, and shuts only what is open', () => {
    expect(clickStep(control('switch'), { on: true })).toMatchObject({ action: 'set', value: 0 });
    expect(clickStep(control('switch'), { on: false })).toMatchObject({ action: 'set', value: 1 });
    const drawer = control('sprung');
    expect(drawer.kind === 'press' && drawer.useless?.({ position: 0 })).toBe(true);
    expect(drawer.kind === 'press' && drawer.useless?.({ position: 0.4 })).toBe(false);
    for (const model of ['rotor', 'servo', 'dmx_fog']) expect(controlOf({ model, params: {} })).toBeUndefined();
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
    expect(describeTruth('strip', { effect: 6, brightness: 255, mask_0: 0b101, mask_1: 1 })).toBe(
      'pixels 100 %, 3 lit',
    );
    expect(describeTruth('rotor', { turning: true, speed: -200 })).toBe('turning, -200 steps/s');
    expect(describeTruth('servo', { angle_deg: 90, moving: false })).toBe('at 90°');
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
