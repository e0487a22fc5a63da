// A line in whole pieces, where the host wants it: Arm semihosting, two pipes in the folder of QEMU's process. The line's UART
// then carries one byte for each piece that has come, its length: by its interrupt the image hears of it.
#pragma once
#include "core/types.h"

namespace board {

class HostLine {
 public:
  // Whether the host wants all lines so. It says it before the machine starts; where it does not, no semihosting is called.
  static bool wanted();

  void open(fw::Text in, fw::Text out);
  // So many bytes have come, at most 255; hands them on.
  void receive(u32 bytes, void (*received)(u8 byte));
  // They go out with the end of their frame.
  void put(u8 byte);

 private:
  u32 in_, out_;
  u8 piece_[256];
  u32 piece_bytes_;
};

}  // namespace board
