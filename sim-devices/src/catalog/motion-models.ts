/** Models of what moves or locks. */
import {
  flagParam,
  flagTruth,
  inputPin,
  msParam,
  numberParam,
  numberTruth,
  optionalPin,
  outputPin,
  type PlantModel,
} from './model.ts';

export const MAGLOCK: PlantModel = {
  doc: 'A lock of up to three coils that holds while any coil is energised (or, as a solenoid bolt, while none is).',
  pins: {
    coil: outputPin('digital'),
    coil2: optionalPin(outputPin('digital')),
    coil3: optionalPin(outputPin('digital')),
    sense: optionalPin(inputPin('digital')),
  },
  params: {
    releaseMs: msParam(60, 'from the current going off until it lets go (or a bolt falls back)', 10_000),
    pullInMs: msParam(80, 'from the current coming on until it holds (or a bolt is drawn)', 10_000),
    energisedHolds: flagParam(1, '1: a magnet that holds by current. 0: a bolt that current draws back'),
    coilsNeeded: numberParam(1, 1, 3, 'coils that must be energised for the current to act'),
    heldLevel: flagParam(1, 'level of the sense pin while it holds'),
  },
  actions: {},
  truth: {
    energised: flagTruth('enough coils have current'),
    holding: flagTruth('it holds what it locks'),
  },
};

export const DOOR: PlantModel = {
  doc: 'A leaf or drawer on hinges or rails that a person moves; it gives way only when nothing in blockedBy holds.',
  pins: { closed: optionalPin(inputPin('digital')) },
  params: {
    openMs: msParam(1200, 'time for the whole way'),
    start: numberParam(0, 0, 1, 'position at the start'),
    closedLevel: flagParam(0, 'level of the closed contact while shut'),
    closedBelow: numberParam(0.02, 0.001, 0.5, 'position up to which it is shut'),
    openAbove: numberParam(0.9, 0.01, 1, 'position from which it counts as open'),
    sprung: flagParam(0, 'a spring opens it as soon as nothing holds'),
    springMs: msParam(1000, 'from the release until the spring moves it', 60_000),
  },
  actions: { open: { doc: 'opens it' }, close: { doc: 'shuts it' } },
  truth: {
    position: numberTruth('1', '0 shut, 1 wide open'),
    open: flagTruth('far enough to count as open'),
  },
};

export const TRAVEL: PlantModel = {
  doc: 'A mass on one or two stepper axes between limit switches: hoist, post, sliding door. It follows the step rate as far as its inertia allows and stalls at the mechanical end. Without step2, low2 and high2 are second switches of the one axis, at the same trip points.',
  pins: {
    step: outputPin('ramp'),
    low: inputPin('digital'),
    high: inputPin('digital'),
    step2: optionalPin(outputPin('ramp')),
    low2: optionalPin(inputPin('digital')),
    high2: optionalPin(inputPin('digital')),
  },
  params: {
    travelSteps: numberParam(6000, 10, 10_000_000, 'steps between the trip points of the limit switches'),
    windowSteps: numberParam(40, 0, 1_000_000, 'steps inside the travel over which a limit switch is closed'),
    endSteps: numberParam(400, 1, 1_000_000, 'steps from a trip point to the mechanical end'),
    toleranceSteps: numberParam(300, 0, 1_000_000, 'steps beyond a trip point from which it is overtravel'),
    accelStepsPerS2: numberParam(20_000, 1, 10_000_000, 'the most that the drive can accelerate the mass'),
    frictionStepsPerS2: numberParam(8000, 1, 10_000_000, 'slowing without power'),
    start: numberParam(0, 0, 1, 'position of both axes at the start'),
    activeLevel: flagParam(0, 'level of a limit switch that is reached'),
  },
  actions: {},
  truth: {
    position: numberTruth('1', '0 at the low trip point, 1 at the high one'),
    position2: numberTruth('1', 'the same of the second axis; equal to position without one'),
    speed: numberTruth('1/s', 'speed of the first axis in travels a second, signed'),
    overtravel: flagTruth('some axis has been driven past a limit switch by more than the tolerance; it stays set'),
    powered: flagTruth('the drive has power'),
  },
};

export const LINEAR: PlantModel = {
  doc: 'A linear drive on two outputs with limits of its own: it runs while one output is on and stops at its ends.',
  pins: {
    forward: outputPin('digital'),
    reverse: outputPin('digital'),
    low: optionalPin(inputPin('digital')),
    high: optionalPin(inputPin('digital')),
  },
  params: {
    travelMs: msParam(4000, 'time for the whole stroke'),
    start: numberParam(0, 0, 1, 'position at the start'),
    activeLevel: flagParam(1, 'level of an output that drives'),
    contactLevel: flagParam(0, 'level of an end contact that is reached'),
    contactWindow: numberParam(0.01, 0, 0.2, 'part of the stroke before an end over which its contact is closed'),
    springReturnMs: msParam(0, 'a spring drives it back in this time when power is cut; 0: it stays', 10_000),
    openBelow: numberParam(
      0.1,
      0,
      1,
      'position below which what it bolts is free, for those that name it in blockedBy',
    ),
  },
  actions: {},
  truth: {
    position: numberTruth('1', '0 fully back, 1 fully out'),
    speed: numberTruth('1/s', 'strokes a second, signed'),
  },
};

export const NEEDLE: PlantModel = {
  doc: 'A needle or hand on a light stepper; it follows every step while it has power, and the others are lost.',
  pins: { step: outputPin('ramp') },
  params: { start: numberParam(0, -1_000_000, 1_000_000, 'steps from its zero at the start') },
  actions: {},
  truth: { steps: numberTruth('steps', 'from its zero, signed'), moving: flagTruth('steps are coming') },
};

export const ROTOR: PlantModel = {
  doc: 'What a stepper turns without end: fan, gear. It follows the step rate as far as its inertia allows while the drive is enabled, and runs down by friction otherwise.',
  pins: { step: outputPin('ramp'), enable: optionalPin(outputPin('digital')) },
  params: {
    enableActiveLevel: flagParam(0, 'level of the enable output when the drive has current'),
    accelStepsPerS2: numberParam(5000, 1, 10_000_000, 'the most that the drive can accelerate it'),
    frictionStepsPerS2: numberParam(500, 1, 10_000_000, 'slowing without current'),
  },
  actions: {},
  truth: {
    speed: numberTruth('steps/s', 'signed'),
    turning: flagTruth('it turns'),
    steps: numberTruth('steps', 'turned since the start, signed'),
    powered: flagTruth('the drive has power and is enabled; what turns without runs down'),
  },
};

export const SERVO: PlantModel = {
  doc: 'A hobby servo: its horn goes at a finite rate to where the width of the pulse says, and stays without pulse or power.',
  pins: { pulse: outputPin('servo') },
  params: {
    minPulseUs: numberParam(500, 100, 3000, 'pulse at 0 degrees'),
    maxPulseUs: numberParam(2500, 100, 3000, 'pulse at 180 degrees'),
    rateDegPerS: numberParam(200, 1, 10_000, 'slew of the horn: 60 degrees in 0.3 s'),
    startDeg: numberParam(0, 0, 180, 'where the horn stands at the start'),
  },
  actions: {},
  truth: { angle_deg: numberTruth('deg', '0 to 180'), moving: flagTruth('the horn turns') },
};

export const SPRUNG: PlantModel = {
  doc: 'A drawer on a spring or a panel that falls: it opens by itself once nothing in blockedBy holds it, and a person closes it again.',
  pins: { open: optionalPin(inputPin('digital')) },
  params: {
    delayMs: msParam(1000, 'from the release until it moves', 60_000),
    moveMs: msParam(600, 'time for the whole way open, at one speed', 60_000),
    closeMs: msParam(1200, 'time in which a person closes it from wide open', 60_000),
    startHoldMs: msParam(2000, 'held shut so long at the start: locks pull in after power-on', 60_000),
    startCaught: flagParam(
      0,
      'caught at the start until something in blockedBy first holds it, however long that takes',
    ),
    openLevel: flagParam(0, 'level of the contact while it is open'),
    closedBelow: numberParam(0.02, 0.001, 0.5, 'position up to which it is shut'),
    openAbove: numberParam(0.9, 0.01, 1, 'position from which it counts as open'),
  },
  actions: { close: { doc: 'shuts it; it stays shut if a lock holds it by then' } },
  truth: {
    position: numberTruth('1', '0 shut, 1 wide open'),
    open: flagTruth('far enough to count as open'),
  },
};
