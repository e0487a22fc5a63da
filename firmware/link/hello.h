// What a board says of itself when a session begins; the order of its fields is that of answer HELLO in messages.h.
#pragma once
#include "core/generated/contract.h"
#include "core/version.h"
#include "link/link.h"

namespace serial {

// The pins of a board, four a byte: pin n is bits 2 * (n % 4) of byte n / 4, as of namespace pin_use.
constexpr u32 HELLO_PINS = fw::limit::PINS_PER_CONTROLLER;
struct PinUses {
  u8 at[HELLO_PINS / 4] = {};
  u8 used = 0;  // bytes up to the last pin in use
  void set(u32 pin, u8 use) {
    if (pin >= HELLO_PINS) return;
    at[pin / 4] = (u8)(at[pin / 4] | (use & 3) << 2 * (pin % 4));
    if (used <= pin / 4) used = (u8)(pin / 4 + 1);
  }
};

struct Identity {
  u8 role;
  fw::Text board;
  fw::Text chip_serial;  // cut at CHIP_SERIAL_BYTES
  u32 clock_hz;
  u32 starts;  // since its storage was erased
  u8 clock_mode;
  u8 boot_reason;  // fw::BootReason
  PinUses pins;
};
constexpr u32 CHIP_SERIAL_BYTES = 24;

// One frame: a HELLO outside a session has no second one.
using HelloBytes = Bytes<FRAME_PAYLOAD_BYTES>;
inline HelloBytes hello_bytes(u32 nonce, const Identity& board) {
  const fw::Text chip{board.chip_serial.at, fw::least(board.chip_serial.len, CHIP_SERIAL_BYTES)};
  HelloBytes bytes;
  bytes.word(nonce).word(board.clock_hz).word(WINDOW_BYTES).word(MESSAGE_BYTES).word(board.starts);
  bytes.byte(board.clock_mode);
  bytes.text(board.board).text(fw::FIRMWARE_VERSION).text(fw::BUILD_HASH).text(fw::CONTRACT_HASH);
  bytes.byte(board.role).text(chip).text(fw::GIT_SHA).byte(board.boot_reason).text(LINK_HASH);
  bytes.number(ENCODED_BYTES, 2);
  bytes.byte(board.pins.used).add(board.pins.at, board.pins.used);
  return bytes;
}

}  // namespace serial
