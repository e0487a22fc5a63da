#include "light.h"

#include <Arduino.h>
#include <Wire.h>

namespace board {
namespace {

constexpr u8 ADDRESS = 0x29;
constexpr u8 COMMAND = 0x80, AUTO_INCREMENT = 0x20;
constexpr u8 ENABLE = 0x00, INTEGRATION = 0x01, CONTROL = 0x0f, CLEAR_LOW = 0x14;
constexpr u8 POWER_AND_SENSE = 0x03;
constexpr u8 INTEGRATION_154_MS = 0xc0;
constexpr u8 GAIN_4 = 0x01;
constexpr u32 INTEGRATION_MS = 154;

Light seen;
u32 due;
bool present;

void write_register(u8 address, u8 value) {
  Wire.beginTransmission(ADDRESS);
  Wire.write((u8)(COMMAND | address));
  Wire.write(value);
  present = Wire.endTransmission() == 0;
}

u32 read_word() {
  const u32 low = (u32)Wire.read();
  return low | (u32)Wire.read() << 8;
}

}  // namespace

void light_start() {
  Wire.begin();
  Wire.setClock(400000);
  write_register(INTEGRATION, INTEGRATION_154_MS);
  write_register(CONTROL, GAIN_4);
  write_register(ENABLE, POWER_AND_SENSE);
}

void light_run(u32 now_ms) {
  if (!present || (i32)(now_ms - due) < 0) return;
  due = now_ms + INTEGRATION_MS;
  Wire.beginTransmission(ADDRESS);
  Wire.write((u8)(COMMAND | AUTO_INCREMENT | CLEAR_LOW));
  if (Wire.endTransmission() != 0 || Wire.requestFrom(ADDRESS, (u8)8) != 8) return;
  const u32 clear = read_word();
  const u32 red = read_word();
  const u32 green = read_word();
  const u32 blue = read_word();
  seen = light_of(clear, red, green, blue, 4, INTEGRATION_MS);
}

Light light_seen() { return seen; }

}  // namespace board
