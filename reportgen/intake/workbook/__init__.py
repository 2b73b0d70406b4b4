"""工作簿：给人填的 Excel；空白的由 ``layout`` 写出，填好的照 ``layout`` 读回。"""
