// Messages of any length from one task to another, in order and each in one piece, without a lock and without waiting: one task
// puts, one takes, each on a core of its own if need be. A word is written after what it stands for, and read before it.
#pragma once
#include "core/types.h"

namespace board {

// A word that one task writes and another reads, together with all that was written before it.
class SharedWord {
 public:
  u32 load() const { return __atomic_load_n(&word_, __ATOMIC_ACQUIRE); }
  void store(u32 word) { __atomic_store_n(&word_, word, __ATOMIC_RELEASE); }

 private:
  u32 word_ = 0;
};

// A message of up to BYTES / 2 - 4 always fits when the ring is empty; of a longer one it depends on where the last ended.
template <u32 BYTES>
class MessageRing {
  static_assert(BYTES % 4 == 0 && BYTES >= 16);

 public:
  // The task that puts: room for a message of so many bytes, aligned to 4; nullptr when there is none. `commit` hands it over.
  u8* reserve(u32 bytes) {
    if (bytes >= BYTES) return nullptr;
    const u32 need = footprint(bytes);
    const u32 head = head_.load();
    const u32 tail = tail_.load();
    // Head and tail at one place mean empty, so that a message never ends at the tail.
    const u32 ahead = head >= tail ? BYTES - head - (tail == 0 ? 4 : 0) : tail - head - 4;
    if (need <= ahead) {
      at_ = head;
    } else {
      if (head < tail || need >= tail) return nullptr;
      write(head, TURN);
      at_ = 0;
    }
    write(at_, bytes);
    return bytes_ + at_ + 4;
  }
  void commit() { head_.store(after(at_)); }

  // The task that takes: the oldest message, valid until `pop`; nullptr when there is none.
  const u8* front(u32& bytes) {
    u32 tail = tail_.load();
    if (tail == head_.load()) return nullptr;
    if (read(tail) == TURN) tail_.store(tail = 0);
    bytes = read(tail);
    return bytes_ + tail + 4;
  }
  void pop() { tail_.store(after(tail_.load())); }

 private:
  // In place of a length: the next message is at the beginning.
  static constexpr u32 TURN = 0xffffffff;
  static u32 footprint(u32 bytes) { return 4 + (bytes + 3) / 4 * 4; }
  u32 after(u32 at) const { return (at + footprint(read(at))) % BYTES; }
  u32 read(u32 at) const {
    u32 word;
    fw::copy(&word, bytes_ + at, 4);
    return word;
  }
  void write(u32 at, u32 word) { fw::copy(bytes_ + at, &word, 4); }

  alignas(4) u8 bytes_[BYTES];
  u32 at_ = 0;
  SharedWord head_;
  SharedWord tail_;
};

}  // namespace board
