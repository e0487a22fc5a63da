/** Models of what only shows or switches. */
import {
  flagParam,
  flagTruth,
  msParam,
  numberParam,
  numberTruth,
  optionalPin,
  outputPin,
  type PlantModel,
} from './model.ts';

export const LOAD: PlantModel = {
  doc: 'Anything that is on or off: a screen, a relay, a laser, a rail of a power panel. Plants that name it as their supply have power while it is on.',
  pins: { out: outputPin('digital') },
  params: {
    activeLevel: flagParam(1, 'level for on'),
    switchMs: msParam(0, 'time in which the relay switches; 20 for a rail', 10_000),
  },
  actions: {},
  truth: { on: flagTruth('it has current') },
};

export const LAMP: PlantModel = {
  doc: 'A lamp, dimmed or switched.',
  pins: { out: outputPin('pwm', 'digital') },
  params: {
    digital: flagParam(0, 'switched by a digital pin, not dimmed'),
    activeLevel: flagParam(1, 'digital: level for on'),
    inertiaMs: msParam(0, 'time from dark to full by itself; 0 for none', 10_000),
    emergencyLevel: numberParam(0, 0, 1, 'brightness from a battery of its own while it has no power; 0 without one'),
  },
  actions: {},
  truth: { level: numberTruth('1', 'brightness, 0 to 1') },
};

export const STRIP: PlantModel = {
  doc: 'A strip of addressable pixels.',
  pins: { data: outputPin('strip') },
  params: { pixels: numberParam(60, 1, 4096, 'pixels on the strip') },
  actions: {},
  truth: {
    effect: numberTruth('', 'index of EFFECTS'),
    color: numberTruth('', '0xRRGGBB'),
    brightness: numberTruth('', '0 to 255'),
    lit: numberTruth('pixels', 'lit from the start of the strip'),
    mask_0: numberTruth('bits', 'effect pixels: bit n is set while pixel n is lit, 0 to 29; 0 in other effects'),
    mask_1: numberTruth('bits', 'the same of pixels 30 to 59'),
  },
};

export const HAZE: PlantModel = {
  doc: 'A fog machine with warm-up, and the haze that it leaves.',
  pins: { trigger: outputPin('digital'), power: optionalPin(outputPin('digital')) },
  params: {
    warmUpMs: msParam(180_000, 'from power until it can fog'),
    warm: flagParam(0, 'warm at the start already'),
    risePerS: numberParam(0.4, 0.001, 10, 'density gained a second while fogging'),
    keepPerS: numberParam(0.98347, 0, 1, 'part of the density that is left after a second (time constant 60 s)'),
    activeLevel: flagParam(1, 'level of an output that is on'),
  },
  actions: {},
  truth: {
    density: numberTruth('1', 'of the haze, 0 to 1'),
    fogging: flagTruth('fog is coming out'),
    ready: flagTruth('warm enough to fog'),
  },
};

export const DMX_FOG: PlantModel = {
  doc: 'A fog machine on three DMX channels, with warm-up, and the haze that it leaves. It fogs while the volume is above 0, as long as the timer says.',
  pins: { volume: outputPin('dmx'), timer: outputPin('dmx'), fan: outputPin('dmx') },
  params: {
    warmUpMs: msParam(180_000, 'from power until it can fog'),
    warm: flagParam(0, 'warm at the start already'),
    risePerS: numberParam(0.4, 0.001, 10, 'density gained a second while fogging at volume 255'),
    keepPerS: numberParam(0.98347, 0, 1, 'part of the density that is left after a second (time constant 60 s)'),
    timerStepMs: msParam(
      1000,
      'time that one count of the timer gives, from the volume coming on; timer 0: no end',
      60_000,
    ),
  },
  actions: {},
  truth: {
    density: numberTruth('1', 'of the haze, 0 to 1'),
    fogging: flagTruth('fog is coming out'),
    ready: flagTruth('warm enough to fog'),
    fan: numberTruth('1', 'speed of the fan, 0 to 1'),
  },
};
