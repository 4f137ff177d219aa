int long_one(void)
{
	int n = 0;

	n += 0;
	n += 1;
	n += 2;
	n += 3;
	n += 4;
	n += 5;
	n += 6;
	n += 7;
	n += 8;
	n += 9;
	n += 10;
	n += 11;
	n += 12;
	n += 13;
	n += 14;
	n += 15;
	n += 16;
	n += 17;
	n += 18;
	n += 19;
	n += 20;
	n += 21;
	n += 22;
	n += 23;
	n += 24;
	n += 25;
	n += 26;
	n += 27;
	n += 28;
	n += 29;
	n += 30;
	n += 31;
	n += 32;
	n += 33;
	n += 34;
	n += 35;
	n += 36;
	n += 37;
	n += 38;
	n += 39;
	n += 40;
	n += 41;
	n += 42;
	n += 43;
	n += 44;
	n += 45;
	n += 46;
	n += 47;
	n += 48;
	n += 49;
	n += 50;
	n += 51;
	n += 52;
	n += 53;
	n += 54;
	n += 55;
	n += 56;
	n += 57;
	n += 58;
	n += 59;
	n += 60;
	n += 61;
	n += 62;
	n += 63;
	n += 64;
	n += 65;
	n += 66;
	n += 67;
	n += 68;
	n += 69;
	n += 70;
	n += 71;
	n += 72;
	n += 73;
	n += 74;
	n += 75;
	n += 76;
	n += 77;
	n += 78;
	n += 79;
	n += 80;
	n += 81;
	n += 82;
	n += 83;
	n += 84;
	return n;
}

int middling(void)
{
	int n = 0;

	n += 0;
	n += 1;
	n += 2;
	n += 3;
	n += 4;
	n += 5;
	n += 6;
	n += 7;
	n += 8;
	n += 9;
	n += 10;
	n += 11;
	n += 12;
	n += 13;
	n += 14;
	n += 15;
	n += 16;
	n += 17;
	n += 18;
	n += 19;
	n += 20;
	n += 21;
	n += 22;
	n += 23;
	n += 24;
	n += 25;
	n += 26;
	n += 27;
	n += 28;
	n += 29;
	n += 30;
	n += 31;
	n += 32;
	n += 33;
	n += 34;
	n += 35;
	n += 36;
	n += 37;
	n += 38;
	n += 39;
	n += 40;
	n += 41;
	n += 42;
	n += 43;
	n += 44;
	n += 45;
	n += 46;
	n += 47;
	n += 48;
	n += 49;
	n += 50;
	n += 51;
	n += 52;
	n += 53;
	n += 54;
	n += 55;
	n += 56;
	n += 57;
	n += 58;
	n += 59;
	return n;
}

int tangled(int a)
{
	if (a == 0 || a == 100)
		return 0;
	if (a == 1 || a == 101)
		return 1;
	if (a == 2 || a == 102)
		return 2;
	if (a == 3 || a == 103)
		return 3;
	if (a == 4 || a == 104)
		return 4;
	if (a == 5 || a == 105)
		return 5;
	if (a == 6 || a == 106)
		return 6;
	if (a == 7 || a == 107)
		return 7;
	return 0;
}

int by_case(int a)
{
	switch (a) {
	case 0:
		return 0;
	case 1:
		return 2;
	case 2:
		return 4;
	case 3:
		return 6;
	case 4:
		return 8;
	case 5:
		return 10;
	case 6:
		return 12;
	case 7:
		return 14;
	case 8:
		return 16;
	case 9:
		return 18;
	case 10:
		return 20;
	case 11:
		return 22;
	case 12:
		return 24;
	case 13:
		return 26;
	case 14:
		return 28;
	case 15:
		return 30;
	case 16:
		return 32;
	case 17:
		return 34;
	case 18:
		return 36;
	case 19:
		return 38;
	}
	return 0;
}
