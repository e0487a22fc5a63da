#pragma once
class IntervalTimer {
 public:
  template <typename Period>
  bool begin(void (*function)(), Period microseconds);
};
template <>
bool IntervalTimer::begin(void (*function)(), int microseconds);
