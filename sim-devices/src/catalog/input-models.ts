/** Models of what a person works and a controller reads. */
import {
  flagParam,
  flagTruth,
  inputPin,
  msParam,
  numberParam,
  numberTruth,
  optionalPin,
  type PlantModel,
} from './model.ts';

export const VALVE: PlantModel = {
  doc: 'A hand valve on a potentiometer, turned at a finite speed.',
  pins: { pot: inputPin('analog') },
  params: {
    rawMin: numberParam(0, 0, 1023, 'raw counts at position 0'),
    rawMax: numberParam(1023, 0, 1023, 'raw counts at position 1'),
    turnMs: msParam(2500, 'time for the whole range', 60_000),
    noiseCounts: numberParam(2, 0, 50, 'noise, plus or minus'),
    start: numberParam(0, 0, 1, 'position at the start'),
  },
  actions: { turn: { doc: 'turns it to a position', value: { min: 0, max: 1, default: 1, unit: '1' } } },
  truth: { position: numberTruth('1', '0 shut, 1 open'), raw: numberTruth('counts', 'at the pin, without noise') },
};

export const LEVER: PlantModel = {
  doc: 'A lever that throws in a finite time and bounces; it does not move while something in blockedBy holds.',
  pins: { out: inputPin('analog', 'digital') },
  params: {
    restValue: numberParam(200, 0, 1023, 'value of the pin at rest (digital: 0 or 1)'),
    pulledValue: numberParam(800, 0, 1023, 'value of the pin when pulled (digital: 0 or 1)'),
    throwMs: msParam(350, 'time for the whole throw', 10_000),
    bounceMs: msParam(12, 'how long the contact bounces at the end of a throw', 200),
    noiseCounts: numberParam(0, 0, 50, 'noise of an analogue pin, plus or minus'),
    sprung: flagParam(0, 'returns to rest by itself after a second'),
    start: numberParam(0, 0, 1, 'position at the start'),
  },
  actions: { pull: { doc: 'throws it', value: { min: 0, max: 1, default: 1, unit: '1' } } },
  truth: {
    position: numberTruth('1', '0 at rest, 1 pulled'),
    pulled: flagTruth('beyond half of its throw'),
    blocked: flagTruth('something holds it'),
  },
};

export const BUTTON: PlantModel = {
  doc: 'A push button or contact that bounces at both edges.',
  pins: { out: inputPin('digital') },
  params: {
    activeLevel: flagParam(0, 'level while pressed'),
    bounceMs: msParam(8, 'how long an edge bounces', 200),
  },
  actions: {
    press: { doc: 'presses it for so many ms', value: { min: 10, max: 600_000, default: 250, unit: 'ms' } },
  },
  truth: { pressed: flagTruth('held down') },
};

export const IR_TARGET: PlantModel = {
  doc: 'An infrared receiver with its decoder register: (receptions mod 2^23) << 8 | code.',
  pins: { ir: inputPin('ir') },
  params: {
    receivePerMille: numberParam(1000, 0, 1000, 'shots of a thousand that the receiver makes out'),
  },
  actions: { shoot: { doc: 'shoots at it with a code', value: { min: 0, max: 255, default: 0x51, unit: 'code' } } },
  truth: { hits: numberTruth('', 'shots that were received') },
};

export const FLAME: PlantModel = {
  doc: 'A place where a flame or light is held before a colour sensor.',
  pins: { temperature: inputPin('number'), lux: inputPin('number') },
  params: {
    ambientK: numberParam(3000, 0, 20_000, 'colour temperature of the room'),
    ambientLux: numberParam(20, 0, 100_000, 'illuminance of the room'),
    presentLux: numberParam(600, 0, 100_000, 'illuminance of what is held there'),
  },
  actions: {
    present: { doc: 'holds a light there; 0 takes it away', value: { min: 0, max: 20_000, default: 6500, unit: 'K' } },
  },
  truth: {
    temperature_k: numberTruth('K', 'colour temperature at the sensor'),
    lux: numberTruth('lx', 'at the sensor'),
  },
};

export const CRANK: PlantModel = {
  doc: 'A crank on a quadrature encoder, turned at a finite speed.',
  pins: { count: inputPin('count') },
  params: { countsPerS: numberParam(600, 1, 100_000, 'how fast a person turns it') },
  actions: {
    turn: { doc: 'turns it by so many counts', value: { min: -100_000, max: 100_000, default: 600, unit: 'counts' } },
  },
  truth: { counts: numberTruth('counts', 'since the start, signed') },
};

export const PLUG: PlantModel = {
  doc: 'A socket that takes a resistor or a fuse.',
  pins: { out: inputPin('analog') },
  params: {
    openRaw: numberParam(0, 0, 1023, 'raw counts with nothing plugged'),
    noiseCounts: numberParam(0, 0, 50, 'noise, plus or minus'),
  },
  actions: {
    plug: {
      doc: 'plugs what reads so many raw counts; 0 pulls it',
      value: { min: 0, max: 1023, default: 512, unit: 'counts' },
    },
  },
  truth: { raw: numberTruth('counts', 'at the pin, without noise'), plugged: flagTruth('something is plugged') },
};

export const READER: PlantModel = {
  doc: 'A 125 kHz reader (ID-12LA). It sends a tag that it has read as a frame at 9600 baud: STX, ten hex digits, two of checksum, CR, LF, ETX.',
  pins: { serial: inputPin('bytes'), present: optionalPin(inputPin('digital')) },
  params: {
    readMs: msParam(150, 'from the tag in range to its frame', 10_000),
    repeatMs: msParam(0, 'from frame to frame while the tag stays; 0: one frame a tag', 60_000),
    presentLevel: flagParam(1, 'level of the tag-in-range output while a tag is there'),
    idHigh: numberParam(30, 0, 511, 'the upper 9 of the 40 bits of every tag'),
  },
  actions: {
    present: {
      doc: 'holds a tag there, by the low 31 bits of its id; 0 takes it away',
      value: { min: 0, max: 2_147_483_647, default: 1, unit: 'id' },
    },
  },
  truth: {
    tag: numberTruth('id', 'low 31 bits of the tag that lies there; 0 for none'),
    present: flagTruth('a tag lies there'),
  },
};

export const SELECTOR: PlantModel = {
  doc: 'A lever or switch over up to eight contacts, one for each place: a throttle. On its way from one to the next no contact is closed.',
  pins: {
    in1: inputPin('digital'),
    in2: inputPin('digital'),
    in3: optionalPin(inputPin('digital')),
    in4: optionalPin(inputPin('digital')),
    in5: optionalPin(inputPin('digital')),
    in6: optionalPin(inputPin('digital')),
    in7: optionalPin(inputPin('digital')),
    in8: optionalPin(inputPin('digital')),
  },
  params: {
    activeLevel: flagParam(0, 'level of a contact when the lever is there'),
    moveMs: msParam(60, 'between leaving one place and reaching the next, whichever', 10_000),
    start: numberParam(1, 0, 8, 'place at the start; 0: between two'),
  },
  actions: {
    set: { doc: 'sets it to a place; 0: between two', value: { min: 0, max: 8, default: 1, unit: 'place' } },
  },
  truth: { place: numberTruth('place', 'contact that is closed, from 1; 0 for none') },
};

export const SWITCH: PlantModel = {
  doc: 'A switch that stays where it is put and bounces at both edges: toggle, knife switch, key switch, contact of a thing that is put somewhere.',
  pins: { out: inputPin('digital') },
  params: {
    activeLevel: flagParam(0, 'level while on'),
    bounceMs: msParam(8, 'how long an edge bounces', 200),
    start: flagParam(0, 'on at the start'),
  },
  actions: { set: { doc: 'puts it on (1) or off (0)', value: { min: 0, max: 1, default: 1, unit: '1' } } },
  truth: { on: flagTruth('put on') },
};

/** The room's own circuits: made for each button of the manifest, never named by a plant definition. */
export const ESTOP_BUTTON: PlantModel = {
  doc: 'A latching emergency stop button in the chain of the room.',
  pins: {},
  params: {},
  actions: { press: { doc: 'opens the chain' }, release: { doc: 'turns it back out' } },
  truth: { pressed: flagTruth('latched in') },
};

export const EGRESS_BUTTON: PlantModel = {
  doc: 'A release button by a door; it cuts the locks by wire.',
  pins: {},
  params: {},
  actions: {
    press: { doc: 'holds it for so many ms', value: { min: 10, max: 600_000, default: 5000, unit: 'ms' } },
  },
  truth: { pressed: flagTruth('held down'), released: flagTruth('its locks are cut') },
};
