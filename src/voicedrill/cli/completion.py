"""`voicedrill completion`: the lines that let a shell complete commands and options."""

import click

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Let the shell complete commands and options.

    Put it where the shell reads it: `voicedrill completion bash >> ~/.bashrc`, likewise for zsh in ~/.zshrc,
    and `voicedrill completion fish > ~/.config/fish/completions/voicedrill.fish`.
    """
    from click.shell_completion import get_completion_class

    from voicedrill.cli.main import command as root

    made = get_completion_class(shell)
    assert made is not None, "click knows these three"
    click.echo(made(root, {}, "voicedrill", "_VOICEDRILL_COMPLETE").source())
