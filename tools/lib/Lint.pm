# Lint: what the lints share. A lint looks at the tree it is given (its own
# tree by default), prints "path:line: message" for each finding, and exits 1
# if there was one. A comment "lint-NAME: the reason" on the line or on the one
# above lets it pass.
package Lint;
use strict;
use warnings;
use Exporter qw(import);
use File::Basename qw(basename dirname);
use File::Find qw(find);

our @EXPORT = qw(enter_tree files slurp report warning finish line_of c_code c_strings);

my ($found, @said) = (0);

sub enter_tree {
	my $root = @ARGV ? $ARGV[0] : dirname($0) . '/..';
	chdir $root or die "$root: $!\n";
	return;
}

# Files below the folders whose path matches, sorted.
sub files {
	my ($match, @folders) = @_;
	my @found;
	@folders = grep { -d } @folders;
	find({ no_chdir => 1, wanted => sub {
		push @found, $_ if -f && $_ =~ $match;
	} }, @folders) if @folders;
	@found = sort @found;
	return @found;
}

sub slurp {
	my ($path) = @_;
	open my $f, '<:raw', $path or die "$path: $!\n";
	local $/;
	my $text = <$f>;
	return defined $text ? $text : '';
}

sub say_later {
	my ($path, $line, $message) = @_;
	push @said, [$path, $line, $message];
	return;
}

# Does a comment there say why it may be so?
sub excused {
	my ($path, $line) = @_;
	my $name = basename($0);
	my @lines = split /\n/, slurp($path);
	my $from = $line > 1 ? $line - 2 : 0;
	return grep { defined && m{\b$name: (?!\*/)\S} } @lines[$from .. $line - 1];
}

sub report {
	my ($path, $line, $message) = @_;
	return if excused($path, $line);
	$found++;
	return say_later($path, $line, $message);
}

# Worth a thought, but no failure.
sub warning {
	my ($path, $line, $message) = @_;
	return say_later($path, $line, "warning: $message");
}

sub finish {
	my $last = '';
	for (sort { $a->[0] cmp $b->[0] || $a->[1] <=> $b->[1] } @said) {
		my $finding = "$_->[0]:$_->[1]: $_->[2]\n";
		print $finding if $finding ne $last;
		$last = $finding;
	}
	exit($found ? 1 : 0);
}

# The number of the line at an offset.
sub line_of {
	my ($text, $offset) = @_;
	return 1 + (substr($text, 0, $offset) =~ tr/\n//);
}

sub blank {
	my ($s) = @_;
	$s =~ s/[^\n]/ /g;
	return $s;
}

my $literal = qr/"(?:\\.|[^"\\\n])*"/s;
my $character = qr/'(?:\\.|[^'\\\n])*'/s;
my $comment = qr{/\*.*?\*/|//[^\n]*}s;

# C with comments and what is in quotes blanked; lines and columns stay.
sub c_code {
	my ($text) = @_;
	$text =~ s/($comment)|($literal|$character)/defined $1 ? blank($1) :
		substr($2, 0, 1) . blank(substr $2, 1, -1) . substr($2, -1)/ge;
	return $text;
}

# The strings of a C file as [offset, text]; neighbours are one string.
sub c_strings {
	my ($text) = @_;
	my @strings;
	my $end = -1;
	while ($text =~ /($comment)|($literal)|$character/g) {
		next if !defined $2;
		my ($at, $after, $s) = ($-[2], $+[2], substr $2, 1, -1);
		if ($end >= 0 && c_code(substr $text, $end, $at - $end) !~ /\S/) {
			$strings[-1][1] .= $s;
		} else {
			push @strings, [$at, $s];
		}
		$end = $after;
	}
	return @strings;
}

1;
