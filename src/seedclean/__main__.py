"""`python -m seedclean` is the command."""

from seedclean.cli import main

if __name__ == "__main__":  # the processes of a run import this module, too
    main(prog_name="clean-corpus")
