// The flash table: any body behind a right checksum. What is refused is refused whole; what is taken can be played.
#include "core/crc32.h"
#include "fuzz/controller.h"

namespace {

constexpr u32 HEAD_BYTES = 8;
fuzz::Controller controller;

// Every operation of every device, with parameters that its table allows; then what the world may do.
void play() {
  for (u32 d = 0; d < fw::g.device_count; d++) {
    const fw::Device& device = fw::g.devices[d];
    for (u32 i = device.first_operation; i < (u32)device.first_operation + device.operation_count; i++) {
      const fw::Operation& operation = fw::g.operations[i];
      char text[1024];
      fw::Writer w{text, sizeof text};
      w.lit("{\"op\":\"").add(operation.name).lit("\"");
      for (u32 p = 0; p < operation.parameter_count; p++) {
        const fw::Parameter& parameter = fw::g.parameters[operation.first_parameter + p];
        w.lit(",\"").add(parameter.name).lit("\":").signed_number(i % 2 == 0 ? parameter.minimum : parameter.maximum);
      }
      w.lit("}");
      if (!w.overflow) controller.order(d, {text, w.len}, 0);
    }
  }
  controller.pass(700);
  for (i32& pin : host::around.pins) pin = !pin;
  controller.run();
  controller.pass(3000);
  controller.estop(false);
  controller.pass(20000);
  controller.beat();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static u8 table[fw::limit::TABLE_BYTES + 64];
  const u32 body = fw::least((u32)size, (u32)sizeof table - HEAD_BYTES);
  memcpy(table, fw::TABLE_MAGIC.at, 4);
  memcpy(table + HEAD_BYTES, data, body);
  const u32 sum = fw::crc32(table + HEAD_BYTES, body);
  memcpy(table + 4, &sum, 4);
  controller.erase(1);
  controller.boot(table, HEAD_BYTES + body);
  controller.link(true);
  controller.run();
  if (fw::g.table_ok) play();
  return 0;
}

// Counts and numbers are LEB128, so that a byte more or less shifts all behind it: whole numbers are changed in place.
extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max, unsigned seed) {
  fuzz::Dice dice{seed};
  if (size == 0 || dice.roll(3) != 0) return LLVMFuzzerMutate(data, size, max);
  const size_t at = dice.roll((u32)size);
  if (dice.roll(2) == 0) {
    const u8 others[] = {0, 1, 0x3f, 0x40, 0x60, 0x7f, 0xfe, 0xff};
    data[at] = others[dice.roll(sizeof others)];
    return size;
  }
  const u8 numbers[][5] = {{0xff, 0xff, 0xff, 0xff, 0x0f}, {0xfe, 0xff, 0xff, 0xff, 0x0f}, {0x80, 0x80, 0x80, 0x80, 0x08}};
  return fuzz::splice(data, size, max, at, 1, numbers[dice.roll(3)], 5);
}
