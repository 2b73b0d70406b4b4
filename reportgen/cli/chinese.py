"""命令行说中文：click 的帮助和“命令用错”的话，换成中文。

用错的话按异常的种类重说，不翻译 click 的英文句子，各版 click 都一样。
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from reportgen.cli.columns import aligned

WRONG_USE, BROKEN, INTERRUPTED = 2, 3, 130


class ChineseCommand(click.Command):
    """命令：用法、选项的说明是中文。"""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **attributes)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` 选项，说明用中文。"""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法一行。"""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write(f"用法：{ctx.command_path} {pieces}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """选项表。"""
        options = (each for each in self.get_params(ctx) if isinstance(each, click.Option))
        records = (option.get_help_record(ctx) for option in options)
        rows = ((first, _said(rest)) for first, rest in filter(None, records))
        _write_table(formatter, "选项", rows)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """读选项；用错的记下是哪个命令（click 有时不记）。"""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class ChineseGroup(ChineseCommand, click.Group):
    """命令组：整个程序；开始时定下编码，结束时把错误变成中文和退出码。"""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("subcommand_metavar", "命令 ...")
        # 没有写命令时由 parse_args 显示帮助：各版 click 自己做时退出码不一
        super().__init__(*args, no_args_is_help=False, **attributes)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """命令表和选项表。"""
        names = self.list_commands(ctx)
        commands = [(name, self.commands[name]) for name in names]
        rows = ((name, command.help or "") for name, command in commands)
        _write_table(formatter, "命令", rows)
        super().format_options(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """没有写命令：显示帮助，算命令用错。"""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit(WRONG_USE)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """找命令；没有这个命令时说出相近的，写的是文件时说怎么写。"""
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            hint = _near(name, self.list_commands(ctx))
            if Path(name).suffix or "/" in name or "\\" in name:
                hint = f"，要写报告是 {ctx.command_path} write {name}"
            raise click.UsageError(f"没有“{name}”这个命令{hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        """运行，以退出码结束。"""
        run: Callable[..., Any] = super().main
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:  # Windows 的终端缺省不是 UTF-8
                reconfigure(encoding="utf-8", errors="replace")
        try:
            code = run(*args, **extra | {"standalone_mode": False})
        except click.ClickException as error:
            click.echo(explained(error), err=True)
            code = WRONG_USE
        except click.Abort:
            click.echo("已中断；写好的文件都是完整的。", err=True)
            code = INTERRUPTED
        except Exception:  # 程序的错：给维护的人留下经过，给用的人一句话
            traceback.print_exc()
            click.echo(
                "程序出了错，不是您的数据有错；请把上面的内容发给维护的人。写好的文件都是完整的。",
                err=True,
            )
            code = BROKEN
        sys.exit(code)


def explained(error: click.ClickException) -> str:
    """命令用错的话：用法、错在哪里、怎么看帮助。"""
    context = getattr(error, "ctx", None)
    told = f"错误：{_wrong_use(error, context)}。"
    if context is None:
        return told
    usage = context.command.get_usage(context)
    return f"{usage}\n{told}\n用 {context.command_path} --help 看说明。"


def _wrong_use(error: click.ClickException, context: click.Context | None) -> str:
    known = context.command.get_params(context) if context else []
    options = {name: each for each in known for name in (*each.opts, *each.secondary_opts)}
    match error:
        case click.NoSuchOption():
            return f"没有“{error.option_name}”这个选项{_near(error.option_name, options)}"
        case click.BadOptionUsage():
            option = options.get(error.option_name)
            if isinstance(option, click.Option) and option.is_flag:
                return f"“{error.option_name}”后面不跟值"
            return f"“{error.option_name}”后面要跟一个值"
        case click.MissingParameter():
            return f"缺少{_named(error.param)}"
        case click.BadParameter():
            if error.param is not None and isinstance(error.param.type, click.Choice):
                return f"{_named(error.param)}只能是 {' 或 '.join(error.param.type.choices)}"
            return f"{_named(error.param)}不对：{error.message}"
        case _:
            return error.message


def _named(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "写的值"
    optional = isinstance(parameter, click.Option)
    return f"“{max(parameter.opts, key=len) if optional else parameter.human_readable_name}”"


def _near(name: str, names: Iterable[str]) -> str:
    from reportgen.wording import nearest

    near = nearest(name, names, 1)
    return f"，是不是“{near[0]}”" if near else ""


def _said(explanation: str) -> str:
    """click 自己加的英文记号，换成中文。"""
    return re.sub(r"。?\s*\[required\]", "（一定要写）。", explanation)


def _write_table(
    formatter: click.HelpFormatter, heading: str, rows: Iterable[tuple[str, str]]
) -> None:
    """两栏对齐；click 自己的表汉字按一格算，会参差。"""
    formatter.write(f"\n{heading}：\n")
    for line in aligned(rows):
        formatter.write(f"{line}\n")
