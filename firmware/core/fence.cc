#include "core/fence.h"

#include "hal/hal.h"

namespace fw {
namespace {

constexpr u32 EPOCH_SLOT = 1;
constexpr u32 SEQUENCE_SLOT = 4;  // and the three after it: eight devices each
constexpr u32 SEQUENCES_PER_SLOT = hal::STORE_BYTES / sizeof(u64);
// A sequence needs 53 bits; those above it tell which epoch it belongs to. So a new epoch outdates every sequence by its
// own single write, and power cannot go between the two.
constexpr u32 TAG_SHIFT = 53;

// Twice the same, each with its complement: wherever a write is cut, one of the two is whole, either old or new.
struct EpochRecord {
  struct Copy {
    u64 epoch;
    u64 complement;
  } copies[2];
};

u64 tag() { return g.epoch << TAG_SHIFT; }

void wrote(u32 stored) {
  if (stored != 1) g.last_error = Reason::INTERNAL_ERROR;
}

}  // namespace

void fence_load() {
  EpochRecord record{};
  hal::store_read(EPOCH_SLOT, &record, sizeof record);
  for (const EpochRecord::Copy& copy : record.copies) {
    if (copy.complement == ~copy.epoch && copy.epoch <= limit::SEQUENCE_MAX) g.epoch = most(g.epoch, copy.epoch);
  }
  for (u32 i = 0; i < g.device_count; i += SEQUENCES_PER_SLOT) {
    u64 values[SEQUENCES_PER_SLOT] = {};
    if (hal::store_read(SEQUENCE_SLOT + i / SEQUENCES_PER_SLOT, values, sizeof values) != sizeof values) continue;
    for (u32 k = 0; k < SEQUENCES_PER_SLOT && i + k < g.device_count; k++) {
      if ((values[k] >> TAG_SHIFT) == (tag() >> TAG_SHIFT)) g.devices[i + k].last_sequence = values[k] & limit::SEQUENCE_MAX;
    }
  }
}

void adopt_epoch(u64 epoch) {
  g.epoch = epoch;
  for (u32 i = 0; i < g.device_count; i++) g.devices[i].last_sequence = 0;
  const EpochRecord record{{{epoch, ~epoch}, {epoch, ~epoch}}};
  wrote(hal::store_write(EPOCH_SLOT, &record, sizeof record));
}

void accept_sequence(Device& device, u64 sequence) {
  device.last_sequence = sequence;
  const u32 slot = (u32)(&device - g.devices) / SEQUENCES_PER_SLOT;
  u64 values[SEQUENCES_PER_SLOT] = {};
  for (u32 i = 0; i < SEQUENCES_PER_SLOT; i++) values[i] = tag() | g.devices[slot * SEQUENCES_PER_SLOT + i].last_sequence;
  wrote(hal::store_write(SEQUENCE_SLOT + slot, values, sizeof values));
}

}  // namespace fw
