"""The `__init__` functions of `engine.document.frozen`, one for each number of fields.

Each is the `__init__` of every class of so many fields, but for their names.
"""
# ruff: noqa: ANN001, ANN202, E741, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations


def _0(self):
    pass


def _1(self, a):
    self.a = a


def _2(self, a, b):
    self.a, self.b = a, b


def _3(self, a, b, c):
    self.a, self.b, self.c = a, b, c


def _4(self, a, b, c, d):
    self.a, self.b, self.c = a, b, c
    self.d = d


def _5(self, a, b, c, d, e):
    self.a, self.b, self.c = a, b, c
    self.d, self.e = d, e


def _6(self, a, b, c, d, e, f):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f


def _7(self, a, b, c, d, e, f, g):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g = g


def _8(self, a, b, c, d, e, f, g, h):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h = g, h


def _9(self, a, b, c, d, e, f, g, h, i):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i


def _10(self, a, b, c, d, e, f, g, h, i, j):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j = j


def _11(self, a, b, c, d, e, f, g, h, i, j, k):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k = j, k


def _12(self, a, b, c, d, e, f, g, h, i, j, k, l):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l


def _13(self, a, b, c, d, e, f, g, h, i, j, k, l, m):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l
    self.m = m


def _14(self, a, b, c, d, e, f, g, h, i, j, k, l, m, n):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l
    self.m, self.n = m, n


def _15(self, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l
    self.m, self.n, self.o = m, n, o


def _16(self, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l
    self.m, self.n, self.o = m, n, o
    self.p = p


def _17(self, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l
    self.m, self.n, self.o = m, n, o
    self.p, self.q = p, q


def _18(self, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l
    self.m, self.n, self.o = m, n, o
    self.p, self.q, self.r = p, q, r


def _19(self, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l
    self.m, self.n, self.o = m, n, o
    self.p, self.q, self.r = p, q, r
    self.s = s


def _20(self, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t):
    self.a, self.b, self.c = a, b, c
    self.d, self.e, self.f = d, e, f
    self.g, self.h, self.i = g, h, i
    self.j, self.k, self.l = j, k, l
    self.m, self.n, self.o = m, n, o
    self.p, self.q, self.r = p, q, r
    self.s, self.t = s, t


SETTERS = (
    _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _13, _14, _15, _16, _17, _18, _19, _20,
)  # fmt: skip
