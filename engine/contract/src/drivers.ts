/**
 * The drivers of the firmware, as data: the one place where a driver's pins, parameters, verbs and properties are named.
 * Controller definitions are checked against it, the flash table is compiled from it, and the C++ enums are generated
 * from it (ADR 0011). Numbers are wire format: append only, never reuse.
 */
import type { Driver } from './driver.ts';
import { flag, input, int, ms, optional, out } from './driver-parts.ts';
import { PROP_DRIVERS } from './prop-drivers.ts';

const MOTIONS = ['stopped', 'forward', 'reverse'] as const;
const POSITIONS = ['between', 'low', 'high'] as const;

/**
 * Effects of an addressable strip; the index is the wire number. `bands` shows several colours at once, in equal bands:
 * each hex digit of `color` from the first that is not 0 is an index of BAND_COLORS (0x245 is blue, white, orange).
 * `pixels` shows each pixel's own colour, as the `pixels` driver set it.
 */
export const EFFECTS = ['off', 'solid', 'fire', 'flicker', 'chase', 'bands', 'pixels'] as const;

/** Colour names that a digit of a `bands` colour stands for. */
export const BAND_COLORS = ['off', 'red', 'blue', 'green', 'white', 'orange', 'yellow', 'purple'] as const;

export const DRIVERS = {
  relay: {
    code: 1,
    doc: "One switched load: relay, lamp, fog trigger. A cap on the on-time is the controller's own.",
    pins: { out: out('digital') },
    params: {
      activeLow: flag(0, 'the output level for ON is 0'),
      bootOn: flag(0, 'state after boot'),
      safeOn: int(0, 0, 2, 'state in FAULT and E_STOP: 0 off, 1 on, 2 hold'),
      maxOnMs: ms(0, 'longest time ON, 0 for no cap'),
      settleMs: ms(20, 'time until the load is taken as switched; COMPLETED then (feedback: none)'),
      idleOn: int(-1, -1, 2, "state when the engine's heartbeat is lost: 0 off, 1 on, 2 hold; -1 as safeOn"),
      restMs: ms(0, 'least time OFF before the next ON (duty); BUSY until then'),
    },
    verbs: { set: ['on'], on: [], off: [], pulse: ['duration_ms'] },
    properties: { on: 'boolean' },
  },
  lock: {
    code: 2,
    doc: 'One lock of up to three coils. A maglock is fail-safe: energised is locked.',
    pins: {
      coil: out('digital'),
      coil2: optional(out('digital')),
      coil3: optional(out('digital')),
      sense: optional(input('digital')),
    },
    params: {
      energisedLocks: flag(1, '1: energised holds locked (maglock). 0: energised releases (solenoid)'),
      bootLocked: flag(1, 'state after boot'),
      bootCoils: int(7, 0, 7, 'bit mask of the coils that boot in bootLocked; the others boot in the opposite state'),
      safeLocked: flag(0, 'state in FAULT and E_STOP'),
      idleLocked: int(2, 0, 2, "state when the engine's heartbeat is lost: 0 unlocked, 1 locked, 2 hold"),
      maxEnergisedMs: ms(0, 'longest time energised, 0 for no cap'),
      settleMs: ms(150, 'release or pull-in time; COMPLETED then, or when the sense input agrees'),
      senseLockedLevel: flag(1, 'level of the sense pin when locked'),
      senseTimeoutMs: ms(1000, 'SENSOR_FAULT when the sense input has not agreed by then'),
      restMs: ms(0, 'least time without current before it is energised by command again (duty); BUSY until then'),
    },
    verbs: { lock: [], unlock: [] },
    properties: { locked: 'boolean' },
  },
  motor: {
    code: 3,
    doc: 'One or two steppers between limit switches; forward ends at high, reverse at low. Each axis stops at its own limit. Without a second stepper, low2 and high2 are redundant switches of the one axis: the first of a pair ends the motion, and one that does not agree is a SENSOR_FAULT.',
    pins: {
      step: out('ramp'),
      low: input('digital'),
      high: input('digital'),
      step2: optional(out('ramp')),
      low2: optional(input('digital')),
      high2: optional(input('digital')),
    },
    params: {
      rateStepsPerS: int(1000, 1, 20_000, 'cruise rate'),
      accelStepsPerS2: int(2000, 0, 200_000, 'ramp; 0 starts and stops at once'),
      timeoutMs: ms(20_000, 'MOTION_TIMEOUT and stop when the limit has not been reached by then'),
      maxSteps: int(
        1_000_000,
        1,
        100_000_000,
        'travel and a margin: motion stops so far from the other limit, last seen, whatever the limits say; from where it began when none has been seen since boot',
      ),
      limitActiveLevel: flag(0, 'level of a limit input when reached'),
      overrunSteps: int(
        200,
        0,
        1_000_000,
        'motion stops so far past where its own limit was last seen; allows for lost steps',
      ),
      minSteps: int(
        0,
        0,
        100_000_000,
        'a limit that shows sooner from the other limit, last seen, lies: SENSOR_FAULT; 0 takes it',
      ),
      agreeMs: ms(300, 'redundant switches of one end agree within this, or SENSOR_FAULT', 10_000),
    },
    verbs: { forward: [], reverse: [], stop: [], set_speed_us: ['value'] },
    properties: { motion: MOTIONS, position: POSITIONS },
  },
  actuator: {
    code: 4,
    doc: 'A linear drive on two outputs with internal limits, driven for its travel time. Never both outputs on. With end contacts COMPLETED when sensed and MOTION_TIMEOUT when not; without (feedback: none) at the end of the travel time.',
    pins: {
      forward: out('digital'),
      reverse: out('digital'),
      low: optional(input('digital')),
      high: optional(input('digital')),
    },
    params: {
      travelMs: ms(4000, 'longest time that an output is driven'),
      deadMs: ms(50, 'both off between directions'),
      bootDirection: int(0, -1, 1, '-1 drives reverse at boot, 0 nothing, 1 forward'),
      safeDirection: int(0, -1, 1, 'driven in FAULT, E_STOP and safe idle'),
      limitActiveLevel: flag(0, 'level of an end contact when reached'),
    },
    verbs: { forward: [], reverse: [], stop: [] },
    properties: { motion: MOTIONS, position: POSITIONS },
  },
  gauge: {
    code: 5,
    doc: 'A needle on a stepper that follows a valve potentiometer.',
    pins: { step: out('ramp'), pot: input('analog') },
    params: {
      rawMin: int(0, 0, 1023, 'raw counts at 0 psi'),
      rawMax: int(1023, 0, 1023, 'raw counts at psiMax'),
      psiMax: int(125, 1, 1000, 'full scale'),
      sweepSteps: int(2300, 1, 100_000, 'steps from 0 to psiMax'),
      rateStepsPerS: int(700, 1, 20_000, 'cruise rate'),
      accelStepsPerS2: int(350, 0, 200_000, 'ramp'),
      deadbandDeciPsi: int(10, 1, 1000, 'needle moves and state is published beyond this change'),
      filterPerMille: int(250, 1, 1000, 'weight of a new sample'),
      minMoveIntervalMs: ms(75, 'between two needle moves'),
      bootActive: flag(0, 'follow the valve from boot on'),
      homeAtBoot: flag(0, 'return the needle to the stored zero at boot'),
    },
    verbs: { activate: [], deactivate: [], home: [], adjust_zero: ['steps'], set_zero: [] },
    properties: { psi: 'deci', active: 'boolean', moving: 'boolean' },
  },
  axis: {
    code: 6,
    doc: 'A free stepper that is sent to positions: a clock hand, a wheel.',
    pins: { step: out('ramp') },
    params: {
      rateStepsPerS: int(1250, 1, 20_000, 'cruise rate after boot'),
      accelStepsPerS2: int(0, 0, 200_000, 'ramp; 0 for none'),
    },
    verbs: { move_to: ['target_steps'], move_by: ['delta_steps'], stop: [], set_speed_us: ['value'] },
    properties: { position_steps: 'integer', moving: 'boolean' },
  },
  strip: {
    code: 7,
    doc: 'A strip of addressable pixels, or up to eight alike, showing one pattern; the board renders the frames.',
    pins: {
      data: out('strip'),
      data2: optional(out('strip')),
      data3: optional(out('strip')),
      data4: optional(out('strip')),
      data5: optional(out('strip')),
      data6: optional(out('strip')),
      data7: optional(out('strip')),
      data8: optional(out('strip')),
    },
    params: {
      pixels: int(1, 1, 4096, 'pixels on the strip'),
      bootEffect: int(0, 0, 5, 'index of EFFECTS, up to bands'),
      bootColor: int(0, 0, 0xffffff, '0xRRGGBB'),
      bootBrightness: int(255, 0, 255, ''),
      bootLit: int(4096, 0, 4096, 'pixels lit from the start of the strip; more than there are means all'),
      safeEffect: int(-1, -1, 5, 'pattern in FAULT and E_STOP; -1 keeps the pattern'),
      safeColor: int(0, 0, 0xffffff, '0xRRGGBB'),
      onEffect: int(1, 1, 5, 'index of EFFECTS that set_on brings when the strip has shown nothing yet'),
      safeBrightness: int(255, 0, 255, 'of the safe pattern, which lights the whole strip'),
      levelPixels: int(1, 1, 4096, 'pixels that a level of set_level stands for'),
    },
    verbs: {
      show: ['effect', 'color'],
      set_color: ['color'],
      set_on: ['on'],
      set_brightness: ['brightness'],
      set_lit: ['pixels'],
      off: [],
      show_safe: [],
      set_level: ['level'],
      set_rgb: ['red', 'green', 'blue'],
      flicker: ['cycles', 'delay_ms'],
    },
    properties: { effect: EFFECTS, color: 'color', brightness: 'integer', lit: 'integer' },
  },
  dimmer: {
    code: 8,
    doc: "A dimmed lamp with fades of the controller's own.",
    pins: { out: out('pwm') },
    params: {
      fadeMs: ms(500, 'from any level to any other; COMPLETED at its end'),
      bootLevel: int(0, 0, 255, ''),
      safeLevel: int(-1, -1, 255, 'level in FAULT and E_STOP (emergency light); -1 holds'),
      stepMs: ms(20, "interval of the fade's steps", 1000),
    },
    verbs: { set: ['brightness'] },
    properties: { brightness: 'integer' },
  },
  threshold: {
    code: 9,
    doc: 'An analogue input read as open or closed: photocell, plugged resistor.',
    pins: { in: input('analog') },
    params: {
      openAbove: int(500, 0, 1023, 'raw counts above which it is open'),
      hysteresis: int(20, 0, 512, 'raw counts either side'),
      debounceMs: ms(20, 'a new reading must hold this long', 10_000),
    },
    verbs: {},
    properties: { open: 'boolean' },
  },
  contact: {
    code: 10,
    doc: 'A switch, button or proximity sensor. A short press is latched until it has been published.',
    pins: { in: input('digital') },
    params: {
      activeLevel: flag(0, 'level when active'),
      debounceMs: ms(20, 'a new level must hold this long', 10_000),
    },
    verbs: {},
    properties: { active: 'boolean', count: 'integer' },
  },
  encoder: {
    code: 11,
    doc: 'A quadrature encoder.',
    pins: { count: input('count') },
    params: {
      delta: int(1, 1, 100_000, 'published beyond this change'),
      minIntervalMs: ms(100, 'between two publications'),
    },
    verbs: { reset: [], set_count: ['value'] },
    properties: { count: 'integer' },
  },
  ir: {
    code: 12,
    doc: 'An infrared target. Receivers that share one decoder listen in turns of shareMs.',
    pins: { in: input('ir') },
    params: {
      acceptCode: int(-1, -1, 255, 'the only code that counts; -1 for any'),
      repeatMs: ms(500, 'receptions within this of the last are dropped', 10_000),
      bootEnabled: flag(1, ''),
      shareMs: ms(0, 'length of a turn when the decoder is shared; 0 when it is not', 10_000),
      shareSlot: int(0, 0, 3, "this receiver's turn"),
      shareSlots: int(1, 1, 4, 'receivers on the decoder'),
      mutedByUnit: int(-1, -1, 47, 'index within the controller of a motor; deaf while it moves'),
    },
    verbs: { enable: [], disable: [] },
    properties: { enabled: 'boolean', hits: 'integer', last_code: 'integer' },
  },
  color: {
    code: 13,
    doc: 'A colour sensor with colour temperature and illuminance registers (TCS34725).',
    pins: { temperature: input('number'), lux: input('number') },
    params: {
      deltaK: int(50, 1, 10_000, 'published beyond this change'),
      deltaLux: int(10, 1, 10_000, 'published beyond this change'),
      integrationMs: ms(154, 'between two readings', 10_000),
    },
    verbs: { read: [] },
    properties: { color_temperature_k: 'integer', lux: 'integer' },
  },
  analog: {
    code: 14,
    doc: 'An analogue input published as its raw value.',
    pins: { in: input('analog') },
    params: {
      delta: int(10, 1, 1023, 'published beyond this change'),
      minIntervalMs: ms(100, 'between two publications', 10_000),
    },
    verbs: {},
    properties: { raw: 'integer' },
  },
  controller: {
    code: 15,
    doc: 'The controller itself: `all_safe` drives every unit to its safe state; `all_lock` locks every lock; `reset` re-applies boot states.',
    pins: {},
    params: {},
    verbs: { all_safe: [], all_lock: [], reset: [] },
    properties: {},
  },
  ...PROP_DRIVERS,
} as const satisfies Readonly<Record<string, Driver>>;

export type DriverName = keyof typeof DRIVERS;

/**
 * Operations that every device has beside its own (wire numbers 128 and up).
 * `reset_safety` removes a latch whose cause is gone and drives nothing; the others are for commissioning.
 */
export const COMMON_OPERATIONS = {
  reset_safety: { code: 128, args: [] },
  request_status: { code: 129, args: [] },
  noop: { code: 130, args: [] },
  set_power_led: { code: 131, args: ['on'] },
} as const;
