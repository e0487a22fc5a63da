// Generated from engine/contract by tools/generate/cpp-header.ts. Do not edit: change the contract, then generate again.
#pragma once
#include "core/types.h"

namespace fw {

inline constexpr Text SCHEMA = text("v8");
inline constexpr Text CONTRACT_HASH = text("c2d8e4b16cf4d70f");
inline constexpr Text TABLE_MAGIC = text("UST2");

namespace limit {
inline constexpr u32 PAYLOAD_BYTES = 2048;
inline constexpr u32 CORE_PAYLOAD_BYTES = 65536;
inline constexpr u32 OPEN_FAULTS = 64;
inline constexpr u32 JSON_DEPTH = 10;
inline constexpr u32 JSON_KEYS = 64;
inline constexpr u32 TOPIC_DEPTH = 8;
inline constexpr u32 TOPIC_BYTES = 160;
inline constexpr u32 ID_BYTES = 63;
inline constexpr u32 DEVICES_PER_CONTROLLER = 32;
inline constexpr u32 UNITS_PER_CONTROLLER = 48;
inline constexpr u32 PINS_PER_CONTROLLER = 96;
inline constexpr u32 IDEMPOTENCY_ENTRIES = 16;
inline constexpr u64 SEQUENCE_MAX = 9007199254740991ull;
inline constexpr u32 KEY_BYTES_MAX = 64;
inline constexpr u32 OPERATION_BYTES = 31;
inline constexpr u32 TABLE_BYTES = 4032;
inline constexpr u32 OPERATIONS = 160;
inline constexpr u32 PARAMETERS = 128;
inline constexpr u32 WORDS = 128;
inline constexpr u32 TARGETS = 384;
}  // namespace limit

namespace defaults {
inline constexpr u32 STATE_REFRESH_MS = 60000;
inline constexpr u32 ENGINE_HEARTBEAT_LIMIT_MS = 12000;
}  // namespace defaults

enum class Reason : u8 { AUTH_INVALID, BAD_SCHEMA, BAD_ROOM, BAD_DEVICE, UNSUPPORTED_ACTION, INVALID_PARAMS, BUSY, SAFETY_BLOCKED, STALE_EPOCH, STALE_SEQUENCE, MOTION_TIMEOUT, SENSOR_FAULT, INTERNAL_ERROR, NONE = 255 };
inline constexpr u32 REASON_COUNT = 13;
inline constexpr Text REASON_NAMES[] = {text("AUTH_INVALID"), text("BAD_SCHEMA"), text("BAD_ROOM"), text("BAD_DEVICE"), text("UNSUPPORTED_ACTION"), text("INVALID_PARAMS"), text("BUSY"), text("SAFETY_BLOCKED"), text("STALE_EPOCH"), text("STALE_SEQUENCE"), text("MOTION_TIMEOUT"), text("SENSOR_FAULT"), text("INTERNAL_ERROR")};

enum class Status : u8 { ACCEPTED, REJECTED, COMPLETED, FAILED };
inline constexpr u32 STATUS_COUNT = 4;
inline constexpr Text STATUS_NAMES[] = {text("ACCEPTED"), text("REJECTED"), text("COMPLETED"), text("FAILED")};

enum class Safety : u8 { SAFE, MAINTENANCE, BLOCKED, FAULT, E_STOP };
inline constexpr u32 SAFETY_COUNT = 5;
inline constexpr Text SAFETY_NAMES[] = {text("SAFE"), text("MAINTENANCE"), text("BLOCKED"), text("FAULT"), text("E_STOP")};

enum class Action : u8 { OPEN, CLOSE, MOVE, SET };
inline constexpr u32 ACTION_COUNT = 4;
inline constexpr Text ACTION_NAMES[] = {text("OPEN"), text("CLOSE"), text("MOVE"), text("SET")};

enum class SafetyClass : u8 { CRITICAL, NON_CRITICAL };
inline constexpr u32 SAFETY_CLASS_COUNT = 2;
inline constexpr Text SAFETY_CLASS_NAMES[] = {text("CRITICAL"), text("NON_CRITICAL")};

enum class BootReason : u8 { POWER_ON, WATCHDOG, SOFTWARE, BROWN_OUT };
inline constexpr u32 BOOT_REASON_COUNT = 4;
inline constexpr Text BOOT_REASON_NAMES[] = {text("POWER_ON"), text("WATCHDOG"), text("SOFTWARE"), text("BROWN_OUT")};

enum class ParameterType : u8 { INTEGER, NUMBER, BOOLEAN, COLOR, ENUM };

enum class Effect : u8 { OFF, SOLID, FIRE, FLICKER, CHASE, BANDS, PIXELS };

enum class Signal : u8 { DIGITAL, ANALOG, PWM, COUNT, IR, NUMBER, RAMP, STRIP, SERVO, DMX, BYTES };

enum class PropertyType : u8 { BOOLEAN, INTEGER, DECI, COLOR, WORD };

enum class CommonOperation : u8 { RESET_SAFETY = 128, REQUEST_STATUS = 129, NOOP = 130, SET_POWER_LED = 131 };
struct CommonOperationName {
  Text name;
  CommonOperation code;
};
inline constexpr CommonOperationName COMMON_OPERATIONS[] = {{text("reset_safety"), CommonOperation::RESET_SAFETY}, {text("request_status"), CommonOperation::REQUEST_STATUS}, {text("noop"), CommonOperation::NOOP}, {text("set_power_led"), CommonOperation::SET_POWER_LED}};

enum class DriverCode : u8 { RELAY = 1, LOCK = 2, MOTOR = 3, ACTUATOR = 4, GAUGE = 5, AXIS = 6, STRIP = 7, DIMMER = 8, THRESHOLD = 9, CONTACT = 10, ENCODER = 11, IR = 12, COLOR = 13, ANALOG = 14, CONTROLLER = 15, SERVO = 16, ROTOR = 17, RFID = 18, BAND = 19, SELECTOR = 20, PAIR = 21, DMX_FOG = 22, PIXELS = 23 };

inline constexpr u32 MAX_PINS = 8;
inline constexpr u32 MAX_PARAMS = 11;
inline constexpr u32 MAX_PROPERTIES = 4;
inline constexpr u32 MAX_ARGUMENTS = 4;

struct PinSpec {
  Signal signal;
  bool output;
  bool optional;
};
struct ParamSpec {
  i32 fallback;
  i32 minimum;
  i32 maximum;
};
struct PropertySpec {
  PropertyType type;
  u8 word_count;
  const Text* words;
};
// What the table of a controller is checked against at boot.
struct DriverSpec {
  u8 pin_count;
  u8 param_count;
  u8 verb_count;
  u8 property_count;
  const PinSpec* pins;
  const ParamSpec* params;
  const u8* verb_arguments;  // how many arguments each verb takes
  const PropertySpec* properties;
};

namespace relay_driver {
namespace pin {
enum : u8 { OUT };
}
namespace param {
enum : u8 { ACTIVE_LOW, BOOT_ON, SAFE_ON, MAX_ON_MS, SETTLE_MS, IDLE_ON, REST_MS };
}
namespace verb {
enum : u8 { SET, ON, OFF, PULSE };
}
namespace property {
enum : u8 { ON };
}
inline constexpr PinSpec PINS[] = {{Signal::DIGITAL, true, false}};
inline constexpr ParamSpec PARAMS[] = {{0, 0, 1}, {0, 0, 1}, {0, 0, 2}, {0, 0, 600000}, {20, 0, 600000}, {-1, -1, 2}, {0, 0, 600000}};
inline constexpr u8 VERBS[] = {1, 0, 0, 1};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::BOOLEAN, 0, nullptr}};
}  // namespace relay_driver

namespace lock_driver {
namespace pin {
enum : u8 { COIL, COIL2, COIL3, SENSE };
}
namespace param {
enum : u8 { ENERGISED_LOCKS, BOOT_LOCKED, BOOT_COILS, SAFE_LOCKED, IDLE_LOCKED, MAX_ENERGISED_MS, SETTLE_MS, SENSE_LOCKED_LEVEL, SENSE_TIMEOUT_MS, REST_MS };
}
namespace verb {
enum : u8 { LOCK, UNLOCK };
}
namespace property {
enum : u8 { LOCKED };
}
inline constexpr PinSpec PINS[] = {{Signal::DIGITAL, true, false}, {Signal::DIGITAL, true, true}, {Signal::DIGITAL, true, true}, {Signal::DIGITAL, false, true}};
inline constexpr ParamSpec PARAMS[] = {{1, 0, 1}, {1, 0, 1}, {7, 0, 7}, {0, 0, 1}, {2, 0, 2}, {0, 0, 600000}, {150, 0, 600000}, {1, 0, 1}, {1000, 0, 600000}, {0, 0, 600000}};
inline constexpr u8 VERBS[] = {0, 0};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::BOOLEAN, 0, nullptr}};
}  // namespace lock_driver

namespace motor_driver {
namespace pin {
enum : u8 { STEP, LOW, HIGH, STEP2, LOW2, HIGH2 };
}
namespace param {
enum : u8 { RATE_STEPS_PER_S, ACCEL_STEPS_PER_S2, TIMEOUT_MS, MAX_STEPS, LIMIT_ACTIVE_LEVEL, OVERRUN_STEPS, MIN_STEPS, AGREE_MS };
}
namespace verb {
enum : u8 { FORWARD, REVERSE, STOP, SET_SPEED_US };
}
namespace property {
enum : u8 { MOTION, POSITION };
}
inline constexpr PinSpec PINS[] = {{Signal::RAMP, true, false}, {Signal::DIGITAL, false, false}, {Signal::DIGITAL, false, false}, {Signal::RAMP, true, true}, {Signal::DIGITAL, false, true}, {Signal::DIGITAL, false, true}};
inline constexpr ParamSpec PARAMS[] = {{1000, 1, 20000}, {2000, 0, 200000}, {20000, 0, 600000}, {1000000, 1, 100000000}, {0, 0, 1}, {200, 0, 1000000}, {0, 0, 100000000}, {300, 0, 10000}};
inline constexpr u8 VERBS[] = {0, 0, 0, 1};
inline constexpr Text MOTION_WORDS[] = {text("stopped"), text("forward"), text("reverse")};
inline constexpr Text POSITION_WORDS[] = {text("between"), text("low"), text("high")};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::WORD, 3, MOTION_WORDS}, {PropertyType::WORD, 3, POSITION_WORDS}};
}  // namespace motor_driver

namespace actuator_driver {
namespace pin {
enum : u8 { FORWARD, REVERSE, LOW, HIGH };
}
namespace param {
enum : u8 { TRAVEL_MS, DEAD_MS, BOOT_DIRECTION, SAFE_DIRECTION, LIMIT_ACTIVE_LEVEL };
}
namespace verb {
enum : u8 { FORWARD, REVERSE, STOP };
}
namespace property {
enum : u8 { MOTION, POSITION };
}
inline constexpr PinSpec PINS[] = {{Signal::DIGITAL, true, false}, {Signal::DIGITAL, true, false}, {Signal::DIGITAL, false, true}, {Signal::DIGITAL, false, true}};
inline constexpr ParamSpec PARAMS[] = {{4000, 0, 600000}, {50, 0, 600000}, {0, -1, 1}, {0, -1, 1}, {0, 0, 1}};
inline constexpr u8 VERBS[] = {0, 0, 0};
inline constexpr Text MOTION_WORDS[] = {text("stopped"), text("forward"), text("reverse")};
inline constexpr Text POSITION_WORDS[] = {text("between"), text("low"), text("high")};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::WORD, 3, MOTION_WORDS}, {PropertyType::WORD, 3, POSITION_WORDS}};
}  // namespace actuator_driver

namespace gauge_driver {
namespace pin {
enum : u8 { STEP, POT };
}
namespace param {
enum : u8 { RAW_MIN, RAW_MAX, PSI_MAX, SWEEP_STEPS, RATE_STEPS_PER_S, ACCEL_STEPS_PER_S2, DEADBAND_DECI_PSI, FILTER_PER_MILLE, MIN_MOVE_INTERVAL_MS, BOOT_ACTIVE, HOME_AT_BOOT };
}
namespace verb {
enum : u8 { ACTIVATE, DEACTIVATE, HOME, ADJUST_ZERO, SET_ZERO };
}
namespace property {
enum : u8 { PSI, ACTIVE, MOVING };
}
inline constexpr PinSpec PINS[] = {{Signal::RAMP, true, false}, {Signal::ANALOG, false, false}};
inline constexpr ParamSpec PARAMS[] = {{0, 0, 1023}, {1023, 0, 1023}, {125, 1, 1000}, {2300, 1, 100000}, {700, 1, 20000}, {350, 0, 200000}, {10, 1, 1000}, {250, 1, 1000}, {75, 0, 600000}, {0, 0, 1}, {0, 0, 1}};
inline constexpr u8 VERBS[] = {0, 0, 0, 1, 0};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::DECI, 0, nullptr}, {PropertyType::BOOLEAN, 0, nullptr}, {PropertyType::BOOLEAN, 0, nullptr}};
}  // namespace gauge_driver

namespace axis_driver {
namespace pin {
enum : u8 { STEP };
}
namespace param {
enum : u8 { RATE_STEPS_PER_S, ACCEL_STEPS_PER_S2 };
}
namespace verb {
enum : u8 { MOVE_TO, MOVE_BY, STOP, SET_SPEED_US };
}
namespace property {
enum : u8 { POSITION_STEPS, MOVING };
}
inline constexpr PinSpec PINS[] = {{Signal::RAMP, true, false}};
inline constexpr ParamSpec PARAMS[] = {{1250, 1, 20000}, {0, 0, 200000}};
inline constexpr u8 VERBS[] = {1, 1, 0, 1};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}, {PropertyType::BOOLEAN, 0, nullptr}};
}  // namespace axis_driver

namespace strip_driver {
namespace pin {
enum : u8 { DATA, DATA2, DATA3, DATA4, DATA5, DATA6, DATA7, DATA8 };
}
namespace param {
enum : u8 { PIXELS, BOOT_EFFECT, BOOT_COLOR, BOOT_BRIGHTNESS, BOOT_LIT, SAFE_EFFECT, SAFE_COLOR, ON_EFFECT, SAFE_BRIGHTNESS, LEVEL_PIXELS };
}
namespace verb {
enum : u8 { SHOW, SET_COLOR, SET_ON, SET_BRIGHTNESS, SET_LIT, OFF, SHOW_SAFE, SET_LEVEL, SET_RGB, FLICKER };
}
namespace property {
enum : u8 { EFFECT, COLOR, BRIGHTNESS, LIT };
}
inline constexpr PinSpec PINS[] = {{Signal::STRIP, true, false}, {Signal::STRIP, true, true}, {Signal::STRIP, true, true}, {Signal::STRIP, true, true}, {Signal::STRIP, true, true}, {Signal::STRIP, true, true}, {Signal::STRIP, true, true}, {Signal::STRIP, true, true}};
inline constexpr ParamSpec PARAMS[] = {{1, 1, 4096}, {0, 0, 5}, {0, 0, 16777215}, {255, 0, 255}, {4096, 0, 4096}, {-1, -1, 5}, {0, 0, 16777215}, {1, 1, 5}, {255, 0, 255}, {1, 1, 4096}};
inline constexpr u8 VERBS[] = {2, 1, 1, 1, 1, 0, 0, 1, 3, 2};
inline constexpr Text EFFECT_WORDS[] = {text("off"), text("solid"), text("fire"), text("flicker"), text("chase"), text("bands"), text("pixels")};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::WORD, 7, EFFECT_WORDS}, {PropertyType::COLOR, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}};
}  // namespace strip_driver

namespace dimmer_driver {
namespace pin {
enum : u8 { OUT };
}
namespace param {
enum : u8 { FADE_MS, BOOT_LEVEL, SAFE_LEVEL, STEP_MS };
}
namespace verb {
enum : u8 { SET };
}
namespace property {
enum : u8 { BRIGHTNESS };
}
inline constexpr PinSpec PINS[] = {{Signal::PWM, true, false}};
inline constexpr ParamSpec PARAMS[] = {{500, 0, 600000}, {0, 0, 255}, {-1, -1, 255}, {20, 0, 1000}};
inline constexpr u8 VERBS[] = {1};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}};
}  // namespace dimmer_driver

namespace threshold_driver {
namespace pin {
enum : u8 { IN };
}
namespace param {
enum : u8 { OPEN_ABOVE, HYSTERESIS, DEBOUNCE_MS };
}
namespace property {
enum : u8 { OPEN };
}
inline constexpr PinSpec PINS[] = {{Signal::ANALOG, false, false}};
inline constexpr ParamSpec PARAMS[] = {{500, 0, 1023}, {20, 0, 512}, {20, 0, 10000}};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::BOOLEAN, 0, nullptr}};
}  // namespace threshold_driver

namespace contact_driver {
namespace pin {
enum : u8 { IN };
}
namespace param {
enum : u8 { ACTIVE_LEVEL, DEBOUNCE_MS };
}
namespace property {
enum : u8 { ACTIVE, COUNT };
}
inline constexpr PinSpec PINS[] = {{Signal::DIGITAL, false, false}};
inline constexpr ParamSpec PARAMS[] = {{0, 0, 1}, {20, 0, 10000}};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::BOOLEAN, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}};
}  // namespace contact_driver

namespace encoder_driver {
namespace pin {
enum : u8 { COUNT };
}
namespace param {
enum : u8 { DELTA, MIN_INTERVAL_MS };
}
namespace verb {
enum : u8 { RESET, SET_COUNT };
}
namespace property {
enum : u8 { COUNT };
}
inline constexpr PinSpec PINS[] = {{Signal::COUNT, false, false}};
inline constexpr ParamSpec PARAMS[] = {{1, 1, 100000}, {100, 0, 600000}};
inline constexpr u8 VERBS[] = {0, 1};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}};
}  // namespace encoder_driver

namespace ir_driver {
namespace pin {
enum : u8 { IN };
}
namespace param {
enum : u8 { ACCEPT_CODE, REPEAT_MS, BOOT_ENABLED, SHARE_MS, SHARE_SLOT, SHARE_SLOTS, MUTED_BY_UNIT };
}
namespace verb {
enum : u8 { ENABLE, DISABLE };
}
namespace property {
enum : u8 { ENABLED, HITS, LAST_CODE };
}
inline constexpr PinSpec PINS[] = {{Signal::IR, false, false}};
inline constexpr ParamSpec PARAMS[] = {{-1, -1, 255}, {500, 0, 10000}, {1, 0, 1}, {0, 0, 10000}, {0, 0, 3}, {1, 1, 4}, {-1, -1, 47}};
inline constexpr u8 VERBS[] = {0, 0};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::BOOLEAN, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}};
}  // namespace ir_driver

namespace color_driver {
namespace pin {
enum : u8 { TEMPERATURE, LUX };
}
namespace param {
enum : u8 { DELTA_K, DELTA_LUX, INTEGRATION_MS };
}
namespace verb {
enum : u8 { READ };
}
namespace property {
enum : u8 { COLOR_TEMPERATURE_K, LUX };
}
inline constexpr PinSpec PINS[] = {{Signal::NUMBER, false, false}, {Signal::NUMBER, false, false}};
inline constexpr ParamSpec PARAMS[] = {{50, 1, 10000}, {10, 1, 10000}, {154, 0, 10000}};
inline constexpr u8 VERBS[] = {0};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}};
}  // namespace color_driver

namespace analog_driver {
namespace pin {
enum : u8 { IN };
}
namespace param {
enum : u8 { DELTA, MIN_INTERVAL_MS };
}
namespace property {
enum : u8 { RAW };
}
inline constexpr PinSpec PINS[] = {{Signal::ANALOG, false, false}};
inline constexpr ParamSpec PARAMS[] = {{10, 1, 1023}, {100, 0, 10000}};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}};
}  // namespace analog_driver

namespace controller_driver {
namespace verb {
enum : u8 { ALL_SAFE, ALL_LOCK, RESET };
}
inline constexpr u8 VERBS[] = {0, 0, 0};
}  // namespace controller_driver

namespace servo_driver {
namespace pin {
enum : u8 { OUT };
}
namespace param {
enum : u8 { OPEN_DEG, CLOSED_DEG, MIN_DEG, MAX_DEG, BOOT_DEG, SAFE_DEG, RATE_DEG_PER_S, MIN_PULSE_US, MAX_PULSE_US, STEP_MS };
}
namespace verb {
enum : u8 { OPEN, CLOSE, SET_POSITION };
}
namespace property {
enum : u8 { POSITION_DEG, MOVING };
}
inline constexpr PinSpec PINS[] = {{Signal::SERVO, true, false}};
inline constexpr ParamSpec PARAMS[] = {{60, 0, 180}, {0, 0, 180}, {0, 0, 180}, {180, 0, 180}, {0, 0, 180}, {-1, -1, 180}, {200, 1, 2000}, {500, 100, 3000}, {2500, 100, 3000}, {20, 0, 1000}};
inline constexpr u8 VERBS[] = {0, 0, 1};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}, {PropertyType::BOOLEAN, 0, nullptr}};
}  // namespace servo_driver

namespace rotor_driver {
namespace pin {
enum : u8 { STEP, ENABLE };
}
namespace param {
enum : u8 { START_STEPS_PER_S, SLOW_STEPS_PER_S, FAST_STEPS_PER_S, ACCEL_STEPS_PER_S2, ENABLE_ACTIVE_LEVEL, MAX_RUN_MS };
}
namespace verb {
enum : u8 { START, SLOW, FAST, STOP };
}
namespace property {
enum : u8 { SPEED };
}
inline constexpr PinSpec PINS[] = {{Signal::RAMP, true, false}, {Signal::DIGITAL, true, true}};
inline constexpr ParamSpec PARAMS[] = {{1000, 1, 20000}, {500, 1, 20000}, {1500, 1, 20000}, {750, 0, 200000}, {0, 0, 1}, {0, 0, 3600000}};
inline constexpr u8 VERBS[] = {0, 0, 0, 0};
inline constexpr Text SPEED_WORDS[] = {text("stopped"), text("start"), text("slow"), text("fast")};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::WORD, 4, SPEED_WORDS}};
}  // namespace rotor_driver

namespace rfid_driver {
namespace pin {
enum : u8 { SERIAL, PRESENT };
}
namespace param {
enum : u8 { PRESENT_ACTIVE_LEVEL, HOLD_MS, NUMBER_BASE, NUMBERS };
}
namespace property {
enum : u8 { PRESENT, TAG, NUMBER, ERRORS };
}
inline constexpr PinSpec PINS[] = {{Signal::BYTES, false, false}, {Signal::DIGITAL, false, true}};
inline constexpr ParamSpec PARAMS[] = {{1, 0, 1}, {1000, 0, 60000}, {0, 0, 2000000000}, {0, 0, 1000}};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::BOOLEAN, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}};
}  // namespace rfid_driver

namespace band_driver {
namespace pin {
enum : u8 { IN };
}
namespace param {
enum : u8 { EDGE1, EDGE2, EDGE3, EDGE4, SCALE, OFFSET, HYSTERESIS, DEBOUNCE_MS };
}
namespace property {
enum : u8 { VALUE };
}
inline constexpr PinSpec PINS[] = {{Signal::ANALOG, false, false}};
inline constexpr ParamSpec PARAMS[] = {{512, 0, 1024}, {1024, 0, 1024}, {1024, 0, 1024}, {1024, 0, 1024}, {1, 1, 1000000}, {0, -1000000, 1000000}, {10, 0, 200}, {50, 0, 10000}};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}};
}  // namespace band_driver

namespace selector_driver {
namespace pin {
enum : u8 { IN1, IN2, IN3, IN4, IN5, IN6, IN7, IN8 };
}
namespace param {
enum : u8 { ACTIVE_LEVEL, FIRST, HOLD_BETWEEN, BETWEEN_VALUE, DEBOUNCE_MS };
}
namespace property {
enum : u8 { VALUE };
}
inline constexpr PinSpec PINS[] = {{Signal::DIGITAL, false, false}, {Signal::DIGITAL, false, false}, {Signal::DIGITAL, false, true}, {Signal::DIGITAL, false, true}, {Signal::DIGITAL, false, true}, {Signal::DIGITAL, false, true}, {Signal::DIGITAL, false, true}, {Signal::DIGITAL, false, true}};
inline constexpr ParamSpec PARAMS[] = {{0, 0, 1}, {0, -1000, 1000}, {1, 0, 1}, {0, -1000, 1000}, {20, 0, 10000}};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}};
}  // namespace selector_driver

namespace pair_driver {
namespace pin {
enum : u8 { IN1, IN2 };
}
namespace param {
enum : u8 { ACTIVE_LEVEL, DEBOUNCE_MS, WINDOW_MS };
}
namespace property {
enum : u8 { FIRST, SECOND, BOTH };
}
inline constexpr PinSpec PINS[] = {{Signal::DIGITAL, false, false}, {Signal::DIGITAL, false, false}};
inline constexpr ParamSpec PARAMS[] = {{0, 0, 1}, {20, 0, 10000}, {500, 0, 60000}};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::BOOLEAN, 0, nullptr}, {PropertyType::BOOLEAN, 0, nullptr}, {PropertyType::BOOLEAN, 0, nullptr}};
}  // namespace pair_driver

namespace dmx_fog_driver {
namespace pin {
enum : u8 { VOLUME, TIMER, FAN };
}
namespace param {
enum : u8 { MAX_ON_MS, SETTLE_MS };
}
namespace verb {
enum : u8 { SET_VOLUME, SET_TIMER, SET_FAN_SPEED, OFF };
}
namespace property {
enum : u8 { VOLUME, TIMER, FAN_SPEED };
}
inline constexpr PinSpec PINS[] = {{Signal::DMX, true, false}, {Signal::DMX, true, false}, {Signal::DMX, true, false}};
inline constexpr ParamSpec PARAMS[] = {{0, 0, 600000}, {50, 0, 600000}};
inline constexpr u8 VERBS[] = {1, 1, 1, 0};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::INTEGER, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}};
}  // namespace dmx_fog_driver

namespace pixels_driver {
namespace pin {
enum : u8 { DATA };
}
namespace param {
enum : u8 { PIXELS, BOOT_ON, BOOT_COLOR, BOOT_BRIGHTNESS, SAFE_ON };
}
namespace verb {
enum : u8 { ON, OFF, SET_BRIGHTNESS, SET_ALL, SET_PIXEL };
}
namespace property {
enum : u8 { ON, BRIGHTNESS, LIT };
}
inline constexpr PinSpec PINS[] = {{Signal::STRIP, true, false}};
inline constexpr ParamSpec PARAMS[] = {{1, 1, 256}, {0, 0, 1}, {0, 0, 16777215}, {255, 0, 255}, {2, 0, 2}};
inline constexpr u8 VERBS[] = {0, 0, 1, 3, 4};
inline constexpr PropertySpec PROPERTIES[] = {{PropertyType::BOOLEAN, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}, {PropertyType::INTEGER, 0, nullptr}};
}  // namespace pixels_driver

inline constexpr u32 DRIVER_CODES = 24;
// By driver code; a code without pins, verbs and properties in use has none.
inline constexpr DriverSpec DRIVER_SPECS[DRIVER_CODES] = {
    {},
    {1, 7, 4, 1, relay_driver::PINS, relay_driver::PARAMS, relay_driver::VERBS, relay_driver::PROPERTIES},
    {4, 10, 2, 1, lock_driver::PINS, lock_driver::PARAMS, lock_driver::VERBS, lock_driver::PROPERTIES},
    {6, 8, 4, 2, motor_driver::PINS, motor_driver::PARAMS, motor_driver::VERBS, motor_driver::PROPERTIES},
    {4, 5, 3, 2, actuator_driver::PINS, actuator_driver::PARAMS, actuator_driver::VERBS, actuator_driver::PROPERTIES},
    {2, 11, 5, 3, gauge_driver::PINS, gauge_driver::PARAMS, gauge_driver::VERBS, gauge_driver::PROPERTIES},
    {1, 2, 4, 2, axis_driver::PINS, axis_driver::PARAMS, axis_driver::VERBS, axis_driver::PROPERTIES},
    {8, 10, 10, 4, strip_driver::PINS, strip_driver::PARAMS, strip_driver::VERBS, strip_driver::PROPERTIES},
    {1, 4, 1, 1, dimmer_driver::PINS, dimmer_driver::PARAMS, dimmer_driver::VERBS, dimmer_driver::PROPERTIES},
    {1, 3, 0, 1, threshold_driver::PINS, threshold_driver::PARAMS, nullptr, threshold_driver::PROPERTIES},
    {1, 2, 0, 2, contact_driver::PINS, contact_driver::PARAMS, nullptr, contact_driver::PROPERTIES},
    {1, 2, 2, 1, encoder_driver::PINS, encoder_driver::PARAMS, encoder_driver::VERBS, encoder_driver::PROPERTIES},
    {1, 7, 2, 3, ir_driver::PINS, ir_driver::PARAMS, ir_driver::VERBS, ir_driver::PROPERTIES},
    {2, 3, 1, 2, color_driver::PINS, color_driver::PARAMS, color_driver::VERBS, color_driver::PROPERTIES},
    {1, 2, 0, 1, analog_driver::PINS, analog_driver::PARAMS, nullptr, analog_driver::PROPERTIES},
    {0, 0, 3, 0, nullptr, nullptr, controller_driver::VERBS, nullptr},
    {1, 10, 3, 2, servo_driver::PINS, servo_driver::PARAMS, servo_driver::VERBS, servo_driver::PROPERTIES},
    {2, 6, 4, 1, rotor_driver::PINS, rotor_driver::PARAMS, rotor_driver::VERBS, rotor_driver::PROPERTIES},
    {2, 4, 0, 4, rfid_driver::PINS, rfid_driver::PARAMS, nullptr, rfid_driver::PROPERTIES},
    {1, 8, 0, 1, band_driver::PINS, band_driver::PARAMS, nullptr, band_driver::PROPERTIES},
    {8, 5, 0, 1, selector_driver::PINS, selector_driver::PARAMS, nullptr, selector_driver::PROPERTIES},
    {2, 3, 0, 3, pair_driver::PINS, pair_driver::PARAMS, nullptr, pair_driver::PROPERTIES},
    {3, 2, 4, 3, dmx_fog_driver::PINS, dmx_fog_driver::PARAMS, dmx_fog_driver::VERBS, dmx_fog_driver::PROPERTIES},
    {1, 5, 5, 3, pixels_driver::PINS, pixels_driver::PARAMS, pixels_driver::VERBS, pixels_driver::PROPERTIES},
};

}  // namespace fw
