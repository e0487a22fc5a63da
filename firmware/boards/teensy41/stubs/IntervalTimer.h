#pragma once
#include <stdint.h>

class IntervalTimer {
 public:
  template <typename Period>
  bool begin(void (*function)(), Period microseconds);
  void end();
  void priority(uint8_t n);
};
template <>
bool IntervalTimer::begin(void (*function)(), int microseconds);
