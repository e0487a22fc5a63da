// Everything the firmware remembers, statically allocated: the controller as decoded from the table, and its run-time state.
#pragma once
#include "core/generated/contract.h"
#include "core/sha256.h"
#include "core/types.h"

namespace fw {

constexpr u8 NO_PIN = 255;
constexpr u8 NO_SELECT = 255;
constexpr u32 ID_TEXT = 36;       // a UUID as text
constexpr u32 UNIT_MEMORY = 64;   // bytes that a driver may keep for one unit

struct Word {
  Text name;
  i32 value;
};

struct Parameter {
  Text name;
  ParameterType type;
  bool has_fallback;
  i32 minimum, maximum, fallback;
  u16 first_word, word_count;
};

struct Operation {
  Text name;
  u8 verb;
  u8 argument_count;
  u8 parameter_count;
  u8 target_count;
  u16 first_parameter;
  u16 first_target;  // in `targets`: units in the order of their starts, all of one driver
  u16 stagger_ms;
  u8 select;                     // the parameter that picks one of the targets, or NO_SELECT: all of them
  u8 from_parameter;             // bit n: argument n is a parameter
  i32 arguments[MAX_ARGUMENTS];  // a constant, or the parameter's index in the operation
};

// A command whose effect is under way on one or more units; its final acknowledgement is still owed. All of its
// units are bound to it until then: not yet started, started, or completed.
struct Pending {
  bool active;
  u8 device;      // that it was addressed to
  u8 cache_slot;  // where its status is remembered
  u8 target_count;
  u8 started;     // of the targets
  u8 completed;   // of those
  u16 first_target;
  u16 operation;
  u32 next_at;    // when the next target starts, while some have not
  i32 arguments[MAX_ARGUMENTS];
  char command_id[ID_TEXT];
  char correlation_id[ID_TEXT];
};
constexpr u8 NO_PENDING = 255;
// A unit is bound to one command at most, so there are never more of them.
constexpr u32 PENDINGS = limit::UNITS_PER_CONTROLLER;

struct Unit {
  DriverCode driver;
  u8 index;
  u8 device;
  u8 pins[MAX_PINS];
  u8 property_count;
  bool armed;    // `due` holds an instant
  bool ramping;  // look at this unit on every wake: a ramp's end is not a pin's change
  u8 pending;    // index of the command that it is bound to, or NO_PENDING
  bool commanded;  // that command has started here
  u32 due;
  i32 params[MAX_PARAMS];
  Text names[MAX_PROPERTIES];
  alignas(8) u8 memory[UNIT_MEMORY];
};

struct Remembered {
  u8 command_id[16];
  Status status;
  Reason reason;
};

struct Device {
  Text id;
  bool critical;
  bool commissioning;
  bool dirty;  // its state has to be published
  bool fault;  // latched
  Reason fault_reason;
  u8 first_unit, unit_count;
  u16 first_operation, operation_count;
  u16 topic_len;  // of "room/<room>/device/<id>/" in `topic`
  u8 remembered_count, remembered_next;
  u64 last_sequence;
  char topic[limit::TOPIC_BYTES + 16];
  char id_text[limit::ID_BYTES + 1];
  Remembered remembered[limit::IDEMPOTENCY_ENTRIES];
};

struct Watch {
  u8 unit;
  u8 pin;
  i32 low, high;
};
constexpr u32 MAX_WATCHES = limit::UNITS_PER_CONTROLLER * MAX_PINS;
constexpr u8 CORE_UNIT = 255;  // watches of the supervisor

struct Counters {
  u32 refused[REASON_COUNT];
  u32 retained;
  u32 unknown_topic;
  u32 duplicate;
};

struct Controller {
  // From the table.
  bool table_ok;
  Text room, name;
  u8 estop_pin, led_pin;
  u32 heartbeat_ms, engine_limit_ms;
  u32 device_count, unit_count, operation_count, parameter_count, word_count, color_count, target_count;
  Device devices[limit::DEVICES_PER_CONTROLLER];
  Unit units[limit::UNITS_PER_CONTROLLER];
  Operation operations[limit::OPERATIONS];
  Parameter parameters[limit::PARAMETERS];
  Word words[limit::WORDS];  // the room's colours first
  u8 targets[limit::TARGETS];

  // Identity.
  u8 table[limit::TABLE_BYTES];
  u8 table_hash[32];
  HmacKey key;
  u32 key_bytes;
  u32 boot_count;
  BootReason boot_reason;

  // Time.
  u32 count;  // of ms, as the board gave it last
  u32 now;    // never goes back
  u64 uptime_ms;

  // What leave() looks at, so that a wake with nothing to do scans nothing.
  bool any_dirty;      // a device is
  bool timers_stale;   // `timers_armed` and `next_due` are to be found again
  bool timers_armed;   // a unit is
  bool starts_waiting; // an operation over several units may have more to start
  u32 next_due;        // of the armed units

  // The bus.
  bool link;
  u32 heartbeat_due;
  u32 beat;
  char topic[limit::TOPIC_BYTES + 16];  // "room/<room>/controller/<name>/"
  u16 topic_len;
  char engine_topic[limit::TOPIC_BYTES];
  u16 engine_topic_len;

  // Safety.
  bool estop_open;     // the chain as it was seen last
  bool estop_latched;
  bool engine_silent;
  u32 engine_due;
  Reason last_error;
  u64 epoch;

  Pending pendings[PENDINGS];
  Watch watches[MAX_WATCHES];
  u32 watch_count;
  Counters counters;
  bool counters_changed;
};

// The smallest board's memory holds its network stack as well. Pointers of 64 bits are those of a machine with enough.
static_assert(sizeof(void*) > 4 || sizeof(Controller) <= 64 * 1024);

extern Controller g;

// The device's state has to be published.
inline void mark_dirty(Device& device) { device.dirty = true, g.any_dirty = true; }

// A driver's own memory of a unit: a plain struct, zeroed at boot.
template <class T>
T& memory(Unit& unit) {
  static_assert(sizeof(T) <= UNIT_MEMORY, "the driver keeps too much");
  return *(T*)unit.memory;
}
template <class T>
const T& memory(const Unit& unit) {
  return *(const T*)unit.memory;
}

}  // namespace fw
