// Proves the ring: alone at each place where a message can lie, then between two threads.
#include "boards/shared/message-ring.h"

#include <pthread.h>
#include <sched.h>

#include "boards/shared/check/check.h"

namespace {

using board::check;

constexpr u32 SMALL = 64;

void fill(u8* at, u32 bytes, u32 number) {
  for (u32 i = 0; i < bytes; i++) at[i] = (u8)(number * 31 + i);
}
bool holds(const u8* at, u32 bytes, u32 number) {
  for (u32 i = 0; i < bytes; i++) {
    if (at[i] != (u8)(number * 31 + i)) return false;
  }
  return true;
}
// Copies a message in, as a board does.
template <u32 BYTES>
bool put(board::MessageRing<BYTES>& ring, u32 bytes, u32 number) {
  u8* const at = ring.reserve(bytes);
  if (at == nullptr) return false;
  fill(at, bytes, number);
  ring.commit();
  return true;
}

void one_task() {
  board::MessageRing<SMALL> ring;
  u32 bytes = 0;
  check("an empty ring has nothing", ring.front(bytes) == nullptr, 1);
  check("nor after room was only asked for", ring.reserve(8) != nullptr && ring.front(bytes) == nullptr, 1);
  u32 count = 0;
  while (put(ring, 8, count)) count++;
  check("messages of 8 bytes in 64", count, 4, 5);
  for (u32 i = 0; i < count; i++) {
    const u8* const at = ring.front(bytes);
    check("in order", at != nullptr && bytes == 8 && holds(at, bytes, i), 1);
    ring.pop();
  }
  check("and no more", ring.front(bytes) == nullptr, 1);
  check("longer than the ring", ring.reserve(SMALL) == nullptr, 1);
  check("or than a word can count with its length", ring.reserve(0xffffffff) == nullptr, 1);
  check("no bytes are a message too", put(ring, 0, 0) && ring.front(bytes) != nullptr && bytes == 0, 1);
}

// Every filling from every place: what went in comes out, whole, in order and nothing beside it.
void every_place() {
  u32 wrong = 0, refused = 0;
  for (u32 start = 0; start < SMALL; start += 4) {
    for (u32 length = 0; length <= SMALL; length++) {
      board::MessageRing<SMALL> ring;
      u32 bytes = 0;
      for (u32 moved = 0; moved < start; moved += 4) {
        if (!put(ring, 0, 0) || ring.front(bytes) == nullptr) wrong++;
        ring.pop();
      }
      u32 count = 0, taken = 0;
      for (u32 round = 0; round < 3; round++) {
        while (put(ring, length, count)) count++;
        if (length <= SMALL / 2 - 4 && taken == count) refused++;
        // One stays in the first two rounds, so that the next filling begins behind it.
        while (taken + (round < 2 ? 1 : 0) < count) {
          const u8* const at = ring.front(bytes);
          if (at == nullptr || bytes != length || !holds(at, bytes, taken)) wrong++;
          if (at == nullptr) break;
          ring.pop();
          taken++;
        }
      }
      if (ring.front(bytes) != nullptr) wrong++;
    }
  }
  check("messages that were wrong, at every place and length", wrong, 0);
  check("messages of up to half that found no room in an empty ring", refused, 0);
}

constexpr u32 MESSAGES = 100000;
constexpr u32 RING = 1024;
board::MessageRing<RING> between;

void* produce(void*) {
  for (u32 number = 0; number < MESSAGES; number++) {
    while (!put(between, number * 7 % 251, number)) sched_yield();
  }
  return nullptr;
}

void two_tasks() {
  pthread_t producer;
  if (pthread_create(&producer, nullptr, produce, nullptr) != 0) {
    check("a second thread", 0, 1);
    return;
  }
  u32 wrong = 0;
  for (u32 number = 0; number < MESSAGES;) {
    u32 bytes = 0;
    const u8* const at = between.front(bytes);
    if (at == nullptr) {
      sched_yield();
      continue;
    }
    if (bytes != number * 7 % 251 || !holds(at, bytes, number)) wrong++;
    between.pop();
    number++;
  }
  pthread_join(producer, nullptr);
  u32 bytes = 0;
  check("messages between two threads that were wrong", wrong, 0);
  check("or too many", between.front(bytes) != nullptr, 0);
}

}  // namespace

int main() {
  one_task();
  every_place();
  two_tasks();
  return board::failures == 0 ? 0 : 1;
}
