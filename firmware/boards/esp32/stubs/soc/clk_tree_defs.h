#pragma once
enum soc_module_clk_t {
  SOC_MOD_CLK_CPU = 1,
  SOC_MOD_CLK_APB = 4,
  SOC_MOD_CLK_RC_FAST = 8,
};
enum soc_periph_gptimer_clk_src_t {
  GPTIMER_CLK_SRC_DEFAULT = 4,
};
enum soc_periph_rmt_clk_src_t {
  RMT_CLK_SRC_DEFAULT = 4,
};
enum soc_periph_uart_clk_src_legacy_t {
  UART_SCLK_DEFAULT = 4,
};
enum soc_periph_adc_rtc_clk_src_t {
  ADC_RTC_CLK_SRC_DEFAULT = 8,
};
enum soc_periph_ledc_clk_src_legacy_t {
  LEDC_AUTO_CLK = 0,
};
