#include "boards/shared/strip-frames.h"

#include "core/generated/contract.h"

namespace board {
namespace {

// The contract's BAND_COLORS in their order: off, red, blue, green, white, orange, yellow, purple.
constexpr u32 BAND_COLORS[] = {0x000000, 0xff0000, 0x0000ff, 0x00ff00, 0xffffff, 0xff8000, 0xffff00, 0x8000ff};

// A small integer hash: flames and flicker without a generator's state.
u32 noise(u32 a, u32 b) {
  u32 x = a * 0x9e3779b1u ^ (b * 0x85ebca6bu + 0x7f4a7c15u);
  x ^= x >> 15;
  x *= 0x2c1b3c6du;
  return x ^ (x >> 12);
}

u32 dimmed(u32 color, u32 brightness) {
  const u32 red = (color >> 16 & 255) * brightness / 255;
  const u32 green = (color >> 8 & 255) * brightness / 255;
  const u32 blue = (color & 255) * brightness / 255;
  return red << 16 | green << 8 | blue;
}

u32 fire(u32 index, u32 frame) {
  const u32 heat = 120 + noise(index, frame / 2) % 136;
  return heat << 16 | (heat * 2 / 5) << 8 | heat / 20;
}

u32 band(u32 digits, u32 index, u32 lit) {
  u32 count = 0;
  while (count < 8 && digits >> (4 * count) != 0) count++;
  if (count == 0 || lit == 0) return 0;
  const u32 place = index * count / lit;
  return BAND_COLORS[digits >> (4 * (count - 1 - place)) & 7];
}

u32 full_color(const Pattern& pattern, u32 index, u32 frame, u32 own) {
  const u32 color = (u32)pattern.color;
  switch ((fw::Effect)pattern.effect) {
    case fw::Effect::OFF: return 0;
    case fw::Effect::SOLID: return color;
    case fw::Effect::FIRE: return fire(index, frame);
    case fw::Effect::FLICKER: return noise(frame, 1) % 4 == 0 ? 0 : color;
    case fw::Effect::CHASE: return (index + 3 - frame / 3 % 3) % 3 == 0 ? color : 0;
    case fw::Effect::BANDS: return band(color, index, (u32)pattern.lit);
    case fw::Effect::PIXELS: return own;
  }
  return 0;
}

}  // namespace

u32 pixel_color(const Pattern& pattern, u32 index, u32 frame, u32 own) {
  if (index >= (u32)pattern.lit) return 0;
  return dimmed(full_color(pattern, index, frame, own), (u32)pattern.brightness);
}

bool moves(const Pattern& pattern) {
  const fw::Effect effect = (fw::Effect)pattern.effect;
  return effect == fw::Effect::FIRE || effect == fw::Effect::FLICKER || effect == fw::Effect::CHASE;
}

}  // namespace board
